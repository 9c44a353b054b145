// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/account_codec.h"

#include "core/vault/body.h"
#include "core/vault/record.h"
#include "core/vault/sealed_secret.h"

#include <algorithm>
#include <limits>

namespace vault {

namespace {

constexpr std::array Algorithms = { crypto::Hash::Md5, crypto::Hash::Sha1, crypto::Hash::Sha224,
    crypto::Hash::Sha256, crypto::Hash::Sha384, crypto::Hash::Sha512 };

crypto::Hash readAlgorithm(Record& record)
{
    const std::optional<std::string_view> name = cbor::Reader(record.require("algorithm")).text();
    for (const crypto::Hash algorithm : Algorithms) {
        if (name == otp::algorithmName(algorithm))
            return algorithm;
    }
    record.fail("algorithm");
    return crypto::Hash::Sha1;
}

int readSmall(Record& record, std::string_view member)
{
    constexpr std::uint64_t Largest = 1'000'000; // the real range is checkCredential's business
    return static_cast<int>(record.number(member, Largest));
}

otp::Credential readCredential(Record& record)
{
    const std::string_view type = cbor::Reader(record.require("type")).text().value_or("");
    if (type == "totp") {
        const crypto::Hash algorithm = readAlgorithm(record);
        return otp::Totp { algorithm, readSmall(record, "digits"), readSmall(record, "period") };
    }
    if (type == "hotp") {
        const crypto::Hash algorithm = readAlgorithm(record);
        return otp::Hotp { algorithm, readSmall(record, "digits"),
            record.number("counter", std::numeric_limits<std::uint64_t>::max()) };
    }
    if (type == "steam")
        return otp::Steam { readSmall(record, "digits"), readSmall(record, "period") };
    if (type == "motp")
        return otp::Motp { readSmall(record, "digits"), readSmall(record, "period") };
    if (type == "yandex")
        return otp::Yandex { readSmall(record, "digits"), readSmall(record, "period") };
    if (type == "push")
        return otp::NoCode {};
    record.fail("type");
    return {};
}

SealedSecret readSealed(Record& record, std::string_view member)
{
    const base::ByteView sealed = record.bytes(member);
    if (!isSealed(sealed, SealScheme::Unlocked))
        record.fail(member);
    return { sealed.begin(), sealed.end() };
}

/// The doubt about the counter; in other types it is a member of a newer program.
void readDoubt(Record& credential, Account& account)
{
    if (!std::holds_alternative<otp::Hotp>(account.credential))
        return;
    const std::optional<base::ByteView> value = credential.take("doubt");
    const std::optional<std::uint64_t> doubt =
        value ? cbor::Reader(*value).unsignedNumber() : std::optional<std::uint64_t>(0);
    account.counterDoubt = doubt.value_or(0);
    if (!doubt || *doubt > MaxDoubt)
        credential.fail("doubt");
}

void readSecretAndPin(Record& credential, Account& account)
{
    account.secret = readSealed(credential, "secret");
    if (const std::optional<base::ByteView> pin = credential.take("pin")) {
        const base::ByteView sealed = cbor::Reader(*pin).bytes().value_or(base::ByteView());
        account.pin.assign(sealed.begin(), sealed.end());
        if (!isSealed(sealed, SealScheme::Unlocked))
            credential.fail("pin");
    }
}

/// Reads `cred`; what is wrong with it is told as "cred.member".
void readCredentialMap(Record& record, Account& account)
{
    Record credential(record.require("cred"));
    account.credential = readCredential(credential);
    readDoubt(credential, account);
    if (otp::makesCodes(account.credential))
        readSecretAndPin(credential, account);
    account.unknownOfCredential = credential.unknown();
    if (!credential.hasFailed()) {
        const base::Result<void> inRange = otp::checkCredential(account.credential);
        if (!inRange)
            credential.fail(
                inRange.error().arguments.empty() ? "type" : inRange.error().arguments.front());
    }
    if (credential.hasFailed())
        record.fail("cred." + credential.failed());
}

void readTags(Record& record, Account& account)
{
    const std::optional<base::ByteView> value = record.take("tags");
    if (!value)
        return;
    cbor::Reader reader(*value);
    const std::size_t count = reader.array().value_or(MaxTags + 1);
    if (count > MaxTags)
        return record.fail("tags");
    for (std::size_t i = 0; i < count; ++i) {
        const std::optional<std::string_view> tag = reader.text();
        if (!tag)
            return record.fail("tags");
        account.tags.append(toText(*tag));
    }
}

void readTagMarks(Record& record, Account& account)
{
    const std::optional<base::ByteView> value = record.take("tagMarks");
    if (!value)
        return;
    const std::optional<cbor::Members> members = cbor::Members::of(*value);
    if (!members || members->all().size() > MaxTags)
        return record.fail("tagMarks");
    for (const cbor::Members::Member& mark : members->all()) {
        const std::optional<std::string_view> tag = cbor::Reader(mark.key).text();
        const std::optional<Stamp> stamp = readStamp(mark.value);
        if (!tag || !stamp || *stamp > account.changed)
            return record.fail("tagMarks");
        account.tagMarks.emplace(toText(*tag), *stamp);
    }
}

/// What is in a version is looked at when it is needed.
void readHistory(Record& record, Account& account)
{
    const std::optional<base::ByteView> value = record.take("history");
    if (!value)
        return;
    cbor::Reader reader(*value);
    const std::size_t count = reader.array().value_or(MaxVersions + 1);
    if (count > MaxVersions)
        return record.fail("history");
    for (std::size_t i = 0; i < count; ++i) {
        const std::optional<base::ByteView> version = reader.bytes();
        if (!version)
            return record.fail("history");
        account.history.emplace_back(version->begin(), version->end());
    }
}

void readPicture(Record& record, Account& account)
{
    const std::optional<base::ByteView> value = record.take("picture");
    if (!value)
        return;
    const std::optional<base::ByteView> id = cbor::Reader(*value).bytes();
    if (!id || id->size() != PictureId().size())
        return record.fail("picture");
    std::ranges::copy(*id, account.picture.emplace().begin());
}

void readParameters(Record& record, Account& account)
{
    const std::optional<base::ByteView> value = record.take("params");
    if (!value)
        return;
    cbor::Reader reader(*value);
    const std::size_t count = reader.array().value_or(MaxParameters + 1);
    if (count > MaxParameters)
        return record.fail("params");
    for (std::size_t i = 0; i < count; ++i) {
        const bool isPair = reader.array() == 2;
        const std::optional<base::ByteView> name = isPair ? reader.bytes() : std::nullopt;
        const std::optional<base::ByteView> content = name ? reader.bytes() : std::nullopt;
        if (!content)
            return record.fail("params");
        account.otherParameters.emplace_back(base::textOf(*name), base::textOf(*content));
    }
}

/// The members that depend on the type of credential.
struct CredentialWriter
{
    cbor::MapWriter& map;

    void operator()(const otp::Totp& totp) const
    {
        writeAlgorithm(totp.algorithm);
        writeTimes(totp.digits, totp.period);
    }
    void operator()(const otp::Hotp& hotp) const
    {
        writeAlgorithm(hotp.algorithm);
        writeNumber("digits", static_cast<std::uint64_t>(hotp.digits));
        writeNumber("counter", hotp.counter);
    }
    void operator()(const otp::Steam& steam) const { writeTimes(steam.digits, steam.period); }
    void operator()(const otp::Motp& motp) const { writeTimes(motp.digits, motp.period); }
    void operator()(const otp::Yandex& yandex) const { writeTimes(yandex.digits, yandex.period); }
    void operator()(const otp::NoCode&) const { }

    void writeNumber(std::string_view member, std::uint64_t value) const
    {
        map.member(member).unsignedNumber(value);
    }
    void writeAlgorithm(crypto::Hash algorithm) const
    {
        map.member("algorithm").text(otp::algorithmName(algorithm));
    }
    void writeTimes(int digits, int period) const
    {
        writeNumber("digits", static_cast<std::uint64_t>(digits));
        writeNumber("period", static_cast<std::uint64_t>(period));
    }
};

void writeCredential(cbor::Writer& out, const Account& account)
{
    cbor::MapWriter map;
    map.members(account.unknownOfCredential);
    map.member("type").text(otp::typeName(account.credential));
    if (otp::makesCodes(account.credential))
        map.member("secret").bytes(account.secret);
    if (!account.pin.empty())
        map.member("pin").bytes(account.pin);
    std::visit(CredentialWriter { map }, account.credential);
    if (account.counterDoubt != 0)
        map.member("doubt").unsignedNumber(account.counterDoubt);
    map.finish(out);
}

void writeTags(cbor::MapWriter& map, const Account& account)
{
    if (account.tags.isEmpty())
        return;
    cbor::Writer& out = map.member("tags");
    out.array(static_cast<std::size_t>(account.tags.size()));
    for (const QString& tag : account.tags)
        writeText(out, tag);
}

void writeTagMarks(cbor::MapWriter& map, const Account& account)
{
    if (account.tagMarks.empty())
        return;
    cbor::MapWriter marks;
    for (const auto& [tag, stamp] : account.tagMarks) {
        const QByteArray utf8 = tag.toUtf8();
        writeStamp(marks.member(base::textOf(base::bytesOf(utf8))), stamp);
    }
    marks.finish(map.member("tagMarks"));
}

void writeHistory(cbor::MapWriter& map, const Account& account)
{
    if (account.history.empty())
        return;
    cbor::Writer& out = map.member("history");
    out.array(account.history.size());
    for (const base::Bytes& version : account.history)
        out.bytes(version);
}

void writeParameters(cbor::MapWriter& map, const Account& account)
{
    if (account.otherParameters.empty())
        return;
    cbor::Writer& out = map.member("params");
    out.array(account.otherParameters.size());
    for (const auto& [name, value] : account.otherParameters) {
        out.array(2);
        out.bytes(base::bytesOf(name));
        out.bytes(base::bytesOf(value));
    }
}

} // namespace

base::Result<Account> readAccount(const Id& id, base::ByteView value)
{
    Account account;
    account.id = id;
    Record record(value);
    account.issuer = record.text("issuer");
    account.name = record.text("name");
    account.labelIssuer = record.optionalText("labelIssuer");
    account.note = record.optionalText("note");
    account.pinned = record.flag("pinned");
    account.created = record.stamp("created");
    account.changed = record.stamp("changed");
    readCredentialMap(record, account);
    readTags(record, account);
    readTagMarks(record, account);
    readHistory(record, account);
    readParameters(record, account);
    readPicture(record, account);
    if (const std::optional<base::ByteView> trashed = record.take("trashed")) {
        const std::optional<std::uint64_t> time = cbor::Reader(*trashed).unsignedNumber();
        if (!time || *time > MaxMilliseconds)
            record.fail("trashed");
        account.trashed =
            base::Time(std::chrono::milliseconds(static_cast<std::int64_t>(time.value_or(0))));
    }
    account.unknown = record.unknown();
    if (record.hasFailed())
        return base::Error { base::ErrorCode::Damaged, "account", { record.failed() } };
    return account;
}

void writeAccount(cbor::Writer& out, const Account& account)
{
    cbor::MapWriter map;
    map.members(account.unknown);
    writeText(map.member("issuer"), account.issuer);
    writeText(map.member("name"), account.name);
    if (!account.labelIssuer.isEmpty())
        writeText(map.member("labelIssuer"), account.labelIssuer);
    if (!account.note.isEmpty())
        writeText(map.member("note"), account.note);
    if (account.pinned)
        map.member("pinned").boolean(true);
    if (account.picture)
        map.member("picture").bytes(*account.picture);
    if (account.trashed)
        map.member("trashed").unsignedNumber(
            static_cast<std::uint64_t>(base::unixMilliseconds(*account.trashed)));
    writeStamp(map.member("created"), account.created);
    writeStamp(map.member("changed"), account.changed);
    writeTags(map, account);
    writeTagMarks(map, account);
    writeHistory(map, account);
    writeParameters(map, account);
    writeCredential(map.member("cred"), account);
    map.finish(out);
}

void writeStamp(cbor::Writer& out, const Stamp& stamp)
{
    out.array(2);
    out.unsignedNumber(static_cast<std::uint64_t>(stamp.milliseconds));
    out.bytes(stamp.device.view());
}

void writeText(cbor::Writer& out, const QString& text)
{
    const QByteArray utf8 = text.toUtf8();
    out.text(base::textOf(base::bytesOf(utf8)));
}

} // namespace vault
