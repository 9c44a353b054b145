// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/transfer_samples.h"

#include "core/base/base32.h"
#include "core/otp/code.h"
#include "core/transfer/key_file.h"
#include "tests/support/test_files.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace support {

namespace {

using transfer::ImportedAccount;
using transfer::Refusal;

base::Bytes secretOf(const QJsonObject& entry)
{
    const std::string text = entry["secret"_L1].toString().toStdString();
    base::Bytes bytes(text.size() * 5 / 8);
    bytes.resize(base::decodeBase32(text, bytes).bytes);
    return bytes;
}

/// The bytes that the manifests tell: of mOTP those that its hexadecimal text denotes.
base::Bytes secretOf(const otp::Entry& entry)
{
    if (std::holds_alternative<otp::Motp>(entry.credential))
        return base::fromHex(entry.secret.text()).has_value() ? *base::fromHex(entry.secret.text())
                                                              : base::Bytes();
    return { entry.secret.view().begin(), entry.secret.view().end() };
}

/// The parameters as the manifests name them. Numbers as text: a counter may be above 2^53.
struct Shape
{
    QString algorithm = u"SHA1"_s;
    int digits = 0;
    int period = 0;
    std::uint64_t counter = 0;
};

Shape shapeOf(const otp::Credential& credential)
{
    Shape shape;
    std::visit(
        [&shape](const auto& kind) {
            if constexpr (requires { kind.algorithm; })
                shape.algorithm =
                    QString::fromStdString(std::string(otp::algorithmName(kind.algorithm)));
            if constexpr (requires { kind.digits; })
                shape.digits = kind.digits;
            if constexpr (requires { kind.period; })
                shape.period = kind.period;
            if constexpr (requires { kind.counter; })
                shape.counter = kind.counter;
        },
        credential);
    if (std::holds_alternative<otp::Motp>(credential))
        shape.algorithm = u"MD5"_s;
    if (std::holds_alternative<otp::Yandex>(credential))
        shape.algorithm = u"SHA256"_s;
    return shape;
}

/// Whether the manifest tells this value, or accepts it beside the one it tells.
bool tells(const QJsonObject& entry, QLatin1String field, const QString& value)
{
    if (entry[field].toString().trimmed() == value.trimmed())
        return true;
    return entry["accept"_L1][field].toArray().contains(value.trimmed());
}

QString nameDifference(const QJsonObject& told, const ImportedAccount& account)
{
    if (told["type"_L1].toString()
        != QString::fromStdString(std::string(otp::typeName(account.entry.credential))))
        return u"type"_s;
    if (!tells(told, "issuer"_L1, account.entry.issuer))
        return u"issuer"_s;
    return tells(told, "name"_L1, account.entry.name) ? QString() : u"name"_s;
}

QString codeDifference(const QJsonObject& told, const ImportedAccount& account)
{
    const base::Result<otp::Entry> opened = transfer::openedEntry(account);
    if (!opened)
        return u"locked memory"_s;
    const otp::Entry& entry = *opened;
    const Shape shape = shapeOf(entry.credential);
    if (secretOf(told) != secretOf(entry) && !told["accept"_L1].toObject().contains("secret"_L1))
        return u"secret"_s;
    if (!tells(told, "algorithm"_L1, shape.algorithm))
        return u"algorithm"_s;
    if (told["digits"_L1].toInt() != shape.digits
        && !told["accept"_L1]["digits"_L1].toArray().contains(shape.digits))
        return u"digits"_s;
    if (told.contains("period"_L1) && told["period"_L1].toInt() != shape.period
        && !told["accept"_L1]["period"_L1].toArray().contains(shape.period))
        return u"period"_s;
    if (told.contains("counter"_L1)
        && static_cast<std::uint64_t>(told["counter"_L1].toInteger()) != shape.counter
        && !told["accept"_L1]["counter"_L1].toArray().contains(static_cast<qint64>(shape.counter)))
        return u"counter"_s;
    if (told["pin"_L1].toString().toUtf8()
        != QByteArray::fromStdString(std::string(entry.pin.text())))
        return u"pin"_s;
    if (!told.contains("check"_L1) || secretOf(told) != secretOf(entry))
        return {};
    const base::Time time { std::chrono::seconds(told["check"_L1]["time"_L1].toInteger()) };
    const auto code = otp::codeAt(entry.credential, entry.secret.view(), entry.pin.view(), time);
    const bool isSame = code && told["check"_L1]["code"_L1].toString().toStdString() == code->text;
    return isSame || told.contains("accept"_L1) ? QString() : u"code"_s;
}

QString keptDifference(const QJsonObject& told, const ImportedAccount& account)
{
    const auto has = [&account](transfer::Remark remark) {
        return std::ranges::find(account.remarks, remark) != account.remarks.end();
    };
    if (told.contains("note"_L1) && !tells(told, "note"_L1, account.note))
        return u"note"_s;
    if (told["favorite"_L1].toBool() && !account.isFavourite)
        return u"favorite"_s;
    for (const QLatin1String list : { "groups"_L1, "tags"_L1 }) {
        for (const auto& tag : told[list].toArray()) {
            if (!account.tags.contains(tag.toString().trimmed()))
                return list;
        }
    }
    for (const auto& code : told["recovery_codes"_L1].toArray()) {
        if (!account.recoveryCodes.contains(code.toString()))
            return u"recovery code"_s;
    }
    if (told["trashed"_L1].toBool() != account.isTrashed)
        return u"trashed"_s;
    if (told["archived"_L1].toBool() && !has(transfer::Remark::Archived))
        return u"archived"_s;
    // A picture of the user's own, or the name of one of the program's.
    const bool hasIcon = account.picture.startsWith("\x89PNG") || !account.icon.isEmpty();
    if (told["has_icon"_L1].toBool() && !hasIcon)
        return u"icon"_s;
    return {};
}

QString difference(const QJsonObject& told, const ImportedAccount& account)
{
    for (const auto compared : { nameDifference, codeDifference, keptDifference }) {
        if (const QString field = compared(told, account); !field.isEmpty())
            return field;
    }
    return {};
}

/// Compares in order, or where the file has none takes for each that is told one that is like it.
QString entryDifferences(const Sample& sample, const transfer::Imported& imported)
{
    const bool isOrdered = sample.told["order_significant"_L1].toBool(true);
    std::vector<const ImportedAccount*> rest;
    for (const ImportedAccount& account : imported.accounts)
        rest.push_back(&account);
    int skipped = 0;
    int number = 0;
    for (const auto& told : sample.told["entries"_L1].toArray()) {
        ++number;
        QString first = u"missing"_s;
        auto found = rest.end();
        for (auto one = rest.begin(); one != rest.end(); ++one) {
            const QString field = difference(told.toObject(), **one);
            if (one == rest.begin())
                first = field;
            if (field.isEmpty()) {
                found = one;
                break;
            }
            if (isOrdered)
                break;
        }
        if (found != rest.end()) {
            rest.erase(found);
        } else if (told.toObject().contains("may_skip"_L1)) {
            ++skipped;
        } else {
            return u"entry %1: %2"_s.arg(number).arg(first);
        }
    }
    if (!rest.empty())
        return u"%1 entries more"_s.arg(rest.size());
    const int failures = sample.told["failures"_L1].toInt() + skipped;
    const auto left = static_cast<int>(imported.left.size());
    return left == failures ? QString() : u"%1 left instead of %2"_s.arg(left).arg(failures);
}

bool isRefusalOf(Refusal refusal, const QString& error)
{
    const bool isDamage = error == u"corrupt"_s || error == u"wrong-passphrase-or-corrupt"_s;
    switch (refusal) {
    case Refusal::NotRecognised:
    case Refusal::NoAccounts:
        return error == u"not-recognised"_s || error == u"no-otp"_s;
    case Refusal::Damaged:
    case Refusal::WrongPassphraseOrDamaged:
        return isDamage;
    case Refusal::Unsupported:
        return error == u"unsupported"_s;
    case Refusal::TooExpensive:
        return error == u"too-expensive"_s;
    case Refusal::TooLarge:
        return error == u"too-large"_s;
    default:
        return false;
    }
}

QString refusalDifference(const Sample& sample, const transfer::Content& content)
{
    const auto read = readSample(content, sample.passphrase(), sample.format, sample.keyFile());
    if (read)
        return u"was read"_s;
    const Refusal refusal = read.error().refusal;
    return isRefusalOf(refusal, sample.told["error"_L1].toString())
        ? QString()
        : u"refusal %1"_s.arg(static_cast<int>(refusal));
}

/// andOTP's old backups and those of GNOME Authenticator may be the same byte for byte.
bool isTwin(std::string_view read, std::string_view told)
{
    return read == "gnome-authenticator-json" && told == "andotp-json";
}

/// Asked for first, then told from a wrong one.
QString passphraseDifference(const transfer::Content& content, const Sample& sample)
{
    const auto without = readSample(content, {}, sample.format);
    if (without || without.error().refusal != Refusal::PassphraseNeeded)
        return u"does not ask for the passphrase"_s;
    const auto isToldWrong = [&](const QByteArray& passphrase, const QString& keyFile) {
        const auto wrong = readSample(content, passphrase, sample.format, keyFile);
        return !wrong
            && (wrong.error().refusal == Refusal::WrongPassphrase
                || wrong.error().refusal == Refusal::WrongPassphraseOrDamaged);
    };
    if (!isToldWrong("definitely wrong", sample.keyFile()))
        return u"does not tell a wrong passphrase"_s;
    if (!sample.keyFile().isEmpty() && !sample.passphrase().isEmpty()
        && !isToldWrong(sample.passphrase(), {}))
        return u"does not need the key file"_s;
    return {};
}

} // namespace

QByteArray Sample::passphrase() const
{
    return told["passphrase"_L1].toString().toUtf8();
}

QString Sample::keyFile() const
{
    const QString name = told["key_file"_L1].toString();
    return name.isEmpty() ? QString() : QFileInfo(path).dir().filePath(name);
}

bool Sample::isError() const
{
    return told["expect"_L1].toString() == u"error"_s;
}

std::vector<Sample> samplesOf(const QString& manifest)
{
    QFile file(manifest);
    if (!file.open(QFile::ReadOnly))
        return {};
    const QDir folder = QFileInfo(manifest).dir();
    std::vector<Sample> samples;
    for (const auto& value : QJsonDocument::fromJson(file.readAll())["samples"_L1].toArray()) {
        const QJsonObject told = value.toObject();
        QString path = folder.filePath(told["file"_L1].toString());
        if (told["directory"_L1].toBool())
            path += u"/manifest.json"_s;
        samples.push_back(
            { told["id"_L1].toString(), path, told["format"_L1].toString().toStdString(), told });
    }
    return samples;
}

std::vector<Sample> fixtures()
{
    const QDir folder(QString::fromStdString(fixtureFile({})));
    std::vector<Sample> all;
    for (const QString& format : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        for (Sample& sample : samplesOf(folder.filePath(format + u"/samples.json"_s)))
            all.push_back(std::move(sample));
    }
    return all;
}

crypto::WipedBytes bytesOf(const Sample& sample)
{
    QFile file(sample.path);
    if (!file.open(QFile::ReadOnly))
        qFatal("cannot read %s", qPrintable(sample.path));
    const QByteArray bytes = file.readAll();
    return { bytes.begin(), bytes.end() };
}

transfer::Outcome<transfer::Formats> formatsOf(
    const transfer::Content& content, std::string_view named)
{
    auto detected = transfer::detect(content, transfer::importFormats());
    const bool isToBeNamed = !detected
        && (detected.error().obstacle == transfer::Obstacle::NoSignature
            || detected.error().obstacle == transfer::Obstacle::WholeEncrypted)
        && detected.error().format == named;
    if (!isToBeNamed)
        return detected;
    return transfer::insist(content, *transfer::findFormat(transfer::importFormats(), named));
}

transfer::Outcome<transfer::ReadFile> readSample(const transfer::Content& content,
    const QByteArray& passphrase, std::string_view named, const QString& keyFile)
{
    const auto candidates = formatsOf(content, named);
    if (!candidates)
        return candidates.error();
    const base::Result<crypto::SecretBytes> typed =
        crypto::SecretBytes::copyOf(base::bytesOf(passphrase));
    transfer::Request request;
    if (!passphrase.isEmpty() || !keyFile.isEmpty())
        request.passphrase = &*typed;
    const base::Result<crypto::SecretBytes> key = keyFile.isEmpty()
        ? crypto::SecretBytes()
        : transfer::readKeyFile(QFile::encodeName(keyFile).toStdString());
    if (!key)
        return transfer::failed(key.error());
    if (!keyFile.isEmpty())
        request.keyFile = &*key;
    return transfer::read(content, *candidates, request);
}

QString differences(const Sample& sample)
{
    const auto found = transfer::readContent(QFile::encodeName(sample.path).toStdString());
    if (!found)
        return u"cannot be read"_s;
    const transfer::Content& content = *found;
    if (sample.isError())
        return refusalDifference(sample, content);
    const bool isEncrypted = !sample.passphrase().isEmpty() || !sample.keyFile().isEmpty();
    if (const QString about = isEncrypted ? passphraseDifference(content, sample) : QString();
        !about.isEmpty())
        return about;
    const auto read = readSample(content, sample.passphrase(), sample.format, sample.keyFile());
    // One that opens, and in which nothing is to be found, is told as such.
    const bool isEmpty =
        sample.told["entries"_L1].toArray().isEmpty() && sample.told["failures"_L1].toInt() == 0;
    if (isEmpty && !read && read.error().refusal == Refusal::NoAccounts)
        return {};
    if (!read)
        return u"refusal %1"_s.arg(static_cast<int>(read.error().refusal));
    if (read->format->id != sample.format && !isTwin(read->format->id, sample.format))
        return u"read as "_s + QString::fromStdString(std::string(read->format->id));
    return entryDifferences(sample, read->imported);
}

} // namespace support
