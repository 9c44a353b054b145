// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/export_scene.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/icons.h"

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;
using support::ExportScene;
using transfer::Loss;
using transfer::Misfit;

namespace {

/// Accounts from a fixed seed: what happens once happens again.
class Generator
{
public:
    explicit Generator(unsigned seed) : m_random(seed) { }

    vault::Incoming account()
    {
        vault::Incoming one;
        one.entry.issuer = number(0, 4) == 0 ? QString() : text(8);
        one.entry.name = text(10);
        if (one.entry.name.isEmpty())
            one.entry.name = u"n"_s;
        one.entry.credential = credential();
        one.entry.secret = secret(one.entry.credential);
        if (otp::needsPin(one.entry.credential))
            one.entry.pin = digits(number(4, 16));
        if (number(0, 1) == 0)
            one.note = text(20);
        for (int tags = number(0, 3); tags > 0; --tags)
            one.tags.append(text(4));
        one.tags = transfer::tidiedTags(one.tags);
        one.pinned = number(0, 2) == 0;
        if (number(0, 2) == 0)
            one.picture = picture();
        return one;
    }

private:
    int number(int least, int most)
    {
        // Not a distribution of the library, which may be another one elsewhere.
        return least + static_cast<int>(m_random() % static_cast<unsigned>(most - least + 1));
    }
    template <typename T, std::size_t Size> T oneOf(const T (&all)[Size])
    {
        return all[static_cast<std::size_t>(number(0, static_cast<int>(Size) - 1))];
    }

    /// What files of all kinds have trouble with.
    QString text(int most)
    {
        static const QString pieces[] = { u"a"_s, u"Zed"_s, u"é"_s, u"e\u0301"_s, u"ß"_s,
            u"日本語"_s, u"עברית"_s, u"مرحبا"_s, u"👩‍👩‍👧"_s, u"🔑"_s, u":"_s, u","_s,
            u"\""_s, u"\"\""_s, u"'"_s, u"%"_s, u"%41"_s, u"+"_s, u"&"_s, u"="_s, u"#"_s, u"?"_s,
            u"/"_s, u"\\"_s, u"\\u0041"_s, u" "_s, u"<b>"_s, u"\n"_s, u"\r\n"_s, u"\t"_s,
            u"\u202e"_s, u"\u200f"_s, u"|"_s, u";"_s, u"$"_s, u"7"_s, u"@"_s, u"\u2028"_s,
            u"\U0001d11e"_s };
        QString text;
        for (int left = number(0, most); left > 0; --left)
            text += oneOf(pieces);
        return text.trimmed();
    }
    /// Translucent pixels, a long side and a picture that several accounts have.
    QByteArray picture()
    {
        static constexpr QRgb Colours[] = { 0x80ff0000, 0x01ffffff, 0xff00ff00, 0, 0x7f102030 };
        return support::icon(QColor::fromRgba(oneOf(Colours)), number(1, 96), number(1, 96));
    }
    otp::Credential credential()
    {
        using enum crypto::Hash;
        static constexpr crypto::Hash Hashes[] = { Sha1, Sha1, Sha224, Sha256, Sha384, Sha512 };
        static constexpr int Periods[] = { 1, 10, 20, 30, 30, 30, 60, 90, 255, 256, 86400 };
        static constexpr std::uint64_t Counters[] = { 0, 1, 2147483647, 2147483648,
            9007199254740993, 9223372036854775807U, 9223372036854775808U };
        const int digits = number(0, 1) == 0 ? 6 : number(1, 10);
        switch (number(0, 9)) {
        case 0:
        case 1:
            return otp::Hotp {
                .algorithm = oneOf(Hashes), .digits = digits, .counter = oneOf(Counters)
            };
        case 2:
            return otp::Steam {};
        case 3:
            return otp::Motp {};
        case 4:
            return otp::Yandex {};
        default:
            return otp::Totp {
                .algorithm = oneOf(Hashes), .digits = digits, .period = oneOf(Periods)
            };
        }
    }
    crypto::SecretBytes secret(const otp::Credential& credential)
    {
        const bool isMotp = std::holds_alternative<otp::Motp>(credential);
        const bool isYandex = std::holds_alternative<otp::Yandex>(credential);
        const int size = isYandex ? 16 : isMotp ? 2 * number(1, 64) : number(1, 128);
        auto bytes = *crypto::SecretBytes::ofSize(static_cast<std::size_t>(size));
        for (std::uint8_t& byte : bytes.bytes())
            byte = static_cast<std::uint8_t>(
                isMotp ? "0123456789abcdef"[number(0, 15)] : number(0, 255));
        return bytes;
    }
    crypto::SecretBytes digits(int count)
    {
        auto bytes = *crypto::SecretBytes::ofSize(static_cast<std::size_t>(count));
        for (std::uint8_t& byte : bytes.bytes())
            byte = static_cast<std::uint8_t>('0' + number(0, 9));
        return bytes;
    }

    std::mt19937 m_random;
};

constexpr int Accounts = 120; ///< of each round

/// Names that a format has no way to say: a code of Steam's without an issuer is called Steam, and
/// in one program each is.
bool mayBeMisread(const transfer::PlannedExport& line, std::string_view id)
{
    if (!std::holds_alternative<otp::Steam>(line.account.credential))
        return false;
    if (id.starts_with("proton-authenticator"))
        return line.account.issuer != u"Steam";
    return id.starts_with("bitwarden")
        && (line.account.issuer.isEmpty() || line.account.issuer == line.account.name);
}

/// The field that came back differently; null if none did. Not the comparison of the program.
const char* differing(const vault::Account& account, const otp::Entry& entry,
    const QByteArray& picture, const transfer::ImportedAccount& read,
    const std::vector<Loss>& losses)
{
    const auto keeps = [&losses](
                           Loss loss) { return std::ranges::find(losses, loss) == losses.end(); };
    if (read.entry.issuer != account.issuer)
        return "issuer";
    if (read.entry.name != account.name)
        return "name";
    if (read.entry.credential != account.credential)
        return "credential";
    const auto opened = transfer::openedEntry(read);
    if (!opened || opened->secret.text() != entry.secret.text())
        return "secret";
    if (keeps(Loss::MotpPin) && opened->pin.text() != entry.pin.text())
        return "PIN";
    if (keeps(Loss::Note) && read.note != account.note)
        return "note";
    if (keeps(Loss::Tags) && keeps(Loss::OtherTags) && read.tags != account.tags)
        return "tags";
    if (!keeps(Loss::OtherTags) && read.tags != account.tags.mid(0, 1))
        return "first tag";
    if (keeps(Loss::Favourite) && read.isFavourite != account.pinned)
        return "favourite";
    const auto pixels = [](const QByteArray& file) {
        return QImage::fromData(file).convertToFormat(QImage::Format_ARGB32);
    };
    if (keeps(Loss::Picture) && pixels(read.picture) != pixels(picture))
        return "picture";
    return nullptr;
}

} // namespace

/// For each format that is written: what its reader finds in the file is what was in the vault.
class RoundTripTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void bringsBackEveryField_data();
    void bringsBackEveryField();
};

void RoundTripTest::bringsBackEveryField_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<unsigned>("seed");
    for (const transfer::ExportFormat* format : transfer::exportFormats()) {
        const std::string id(format->format->id);
        const unsigned rounds = format->format->isEncrypted ? 1 : 3;
        for (unsigned seed = 1; seed <= rounds; ++seed)
            QTest::addRow("%s, %u", id.c_str(), seed) << QByteArray::fromStdString(id) << seed;
    }
}

void RoundTripTest::bringsBackEveryField()
{
    QFETCH(QByteArray, id);
    QFETCH(unsigned, seed);
    ExportScene scene;
    Generator generator(seed);
    std::vector<vault::Incoming> accounts;
    for (int i = 0; i < Accounts; ++i)
        accounts.push_back(generator.account());
    scene.add(std::move(accounts));

    const transfer::ExportFormat& format = support::exportFormat(id.toStdString());
    const auto plan = scene.plan(format);
    QVERIFY(plan.fitting() > 5);
    const auto files = plan.files(scene.sealing);
    QVERIFY2(files, qPrintable(QString::number(files ? 0 : files.error().position)));
    std::vector<transfer::ImportedAccount> accountsRead;
    for (const crypto::WipedBytes& bytes : *files) {
        // As a user would import it: found by its content.
        const transfer::Content content(bytes);
        const auto candidates = transfer::detect(content, transfer::importFormats());
        QVERIFY(candidates);
        QCOMPARE(candidates->front()->id, format.format->id);
        auto read = transfer::read(content, *candidates, { .passphrase = &scene.passphrase });
        QVERIFY(read);
        QCOMPARE(read->imported.left.size(), std::size_t { 0 });
        std::ranges::move(read->imported.accounts, std::back_inserter(accountsRead));
    }
    QCOMPARE(accountsRead.size(), plan.fitting());
    std::size_t next = 0;
    for (const transfer::PlannedExport& line : plan.lines()) {
        if (line.misfit) {
            QVERIFY(
                line.misfit->kind != Misfit::Kind::Names || mayBeMisread(line, format.format->id));
            continue;
        }
        const auto entry = scene.vault.reveal(line.account.id, scene.verification);
        QVERIFY(entry);
        const char* const field = differing(line.account, *entry, scene.vault.picture(line.account),
            accountsRead[next++], { format.losses.begin(), format.losses.end() });
        QVERIFY2(!field, field);
    }
}

QTEST_GUILESS_MAIN(RoundTripTest)
#include "round_trip_test.moc"
