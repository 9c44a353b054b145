// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/otp/otpauth_uri.h"
#include "tests/core/otp/keys.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

#include <memory>

using otp::readOtpauth;
using otp::writeOtpauth;

namespace {

using Others = std::vector<std::pair<std::string, std::string>>;

/// An account in clear, for tables.
struct Sample
{
    const char* title;
    QString issuer;
    QString name;
    otp::Credential credential;
    base::Bytes secret;
    QByteArray pin = {};
    Others others = {};
    const char* link = "";
};

otp::EntryView view(const Sample& sample)
{
    return { sample.issuer, sample.name, sample.credential, sample.secret,
        base::bytesOf(sample.pin), sample.others };
}

QString written(const Sample& sample)
{
    const auto link = writeOtpauth(view(sample));
    return link ? QString::fromUtf8(link->text().data(), qsizetype(link->text().size()))
                : QStringLiteral("error");
}

base::Bytes bytes(std::string_view text)
{
    const base::ByteView bytesOfText = base::bytesOf(text);
    return { bytesOfText.begin(), bytesOfText.end() };
}

std::vector<Sample> samples()
{
    const base::Bytes yandex = tests::base32("CAIREEYUCULBOGAZDINRYHI6D4");
    const QString acme = QStringLiteral("ACME");
    const QString alice = QStringLiteral("alice");
    using crypto::Hash;
    return {
        { "TOTP with its defaults", acme, QStringLiteral("alice@example.test"), otp::Totp {},
            tests::key(), {}, {},
            "otpauth://totp/ACME:alice%40example.test?secret=JBSWY3DPEHPK3PXP&issuer=ACME"
            "&algorithm=SHA1&digits=6&period=30" },
        { "TOTP with everything else", acme, alice,
            otp::Totp { .algorithm = Hash::Sha512, .digits = 10, .period = 86400 },
            tests::longKey(), {},
            { { "image", "https://a.test/i.png" }, { "note", "a b&c=d+e" }, { "flag", "" } },
            "otpauth://totp/ACME:alice?secret=JBHZPPRSCOYRPY5CAQ4OFEKUBI&issuer=ACME"
            "&algorithm=SHA512&digits=10&period=86400&image=https%3A%2F%2Fa.test%2Fi.png"
            "&note=a%20b%26c%3Dd%2Be&flag=" },
        { "HOTP", acme, alice, otp::Hotp { .digits = 8, .counter = 18446744073709551615ULL },
            tests::key(), {}, {},
            "otpauth://hotp/ACME:alice?secret=JBSWY3DPEHPK3PXP&issuer=ACME"
            "&algorithm=SHA1&digits=8&counter=18446744073709551615" },
        { "Steam", QStringLiteral("Steam"), QStringLiteral("gaben"), otp::Steam {}, tests::key(),
            {}, {},
            "otpauth://steam/Steam:gaben?secret=JBSWY3DPEHPK3PXP&issuer=Steam"
            "&algorithm=SHA1&digits=5&period=30" },
        { "Steam of an issuer of another name", {}, alice, otp::Steam { .period = 60 },
            tests::key(), {}, {},
            "otpauth://steam/alice?secret=JBSWY3DPEHPK3PXP&algorithm=SHA1&digits=5&period=60" },
        { "TOTP of Steam with six digits", QStringLiteral("Steam"), alice, otp::Totp {},
            tests::key(), {}, {},
            "otpauth://totp/Steam:alice?secret=JBSWY3DPEHPK3PXP&issuer=Steam"
            "&algorithm=SHA1&digits=6&period=30" },
        { "mOTP", acme, alice, otp::Motp {}, bytes("0123456789abcdef"), {}, {},
            "motp://ACME:alice?secret=0123456789abcdef" },
        { "mOTP with a secret that is not hex", acme, alice,
            otp::Motp { .digits = 8, .period = 20 }, bytes("Not Hex/1"), {}, {},
            "motp://ACME:alice?secret=Not%20Hex%2F1&digits=8&period=20" },
        { "Yandex", QStringLiteral("Yandex"), alice, otp::Yandex {}, yandex, "2468", {},
            "otpauth://yaotp/Yandex:alice?secret=CAIREEYUCULBOGAZDINRYHI6D4&issuer=Yandex"
            "&pin=GI2DMOA" },
        { "Yandex without issuer and PIN", {}, alice, otp::Yandex {}, yandex, {}, {},
            "otpauth://yaotp/alice?secret=CAIREEYUCULBOGAZDINRYHI6D4&issuer=" },
        { "Yandex with a PIN of letters", {}, alice, otp::Yandex { .period = 60 }, yandex, "abcd",
            {},
            "otpauth://yaotp/alice?secret=CAIREEYUCULBOGAZDINRYHI6D4&issuer=&pin=MFRGGZA"
            "&period=60" },
        { "Yandex with a PIN that is not ASCII", {}, alice, otp::Yandex {}, yandex, "p\xC3\xA4", {},
            "otpauth://yaotp/alice?secret=CAIREEYUCULBOGAZDINRYHI6D4&issuer=&pin=ODB2I" },
        { "no issuer", {}, alice, otp::Totp {}, tests::key(), {}, {},
            "otpauth://totp/alice?secret=JBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30" },
        { "no names at all", {}, {}, otp::Totp {}, tests::key(), {}, {},
            "otpauth://totp/?secret=JBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30" },
        { "no name", acme, {}, otp::Totp {}, tests::key(), {}, {},
            "otpauth://totp/ACME:?secret=JBSWY3DPEHPK3PXP&issuer=ACME"
            "&algorithm=SHA1&digits=6&period=30" },
        { "colons in both names", QStringLiteral("A:B"), QStringLiteral("c:d"), otp::Totp {},
            tests::key(), {}, {},
            "otpauth://totp/A%3AB:c%3Ad?secret=JBSWY3DPEHPK3PXP&issuer=A%3AB"
            "&algorithm=SHA1&digits=6&period=30" },
        { "colon in the name, no issuer", {}, QStringLiteral("c:d"), otp::Totp {}, tests::key(), {},
            {}, "otpauth://totp/:c%3Ad?secret=JBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30" },
        { "issuer that reads like none", QStringLiteral("null"), alice, otp::Totp {}, tests::key(),
            {}, {},
            "otpauth://totp/null:alice?secret=JBSWY3DPEHPK3PXP&issuer=null"
            "&algorithm=SHA1&digits=6&period=30" },
        { "characters with a meaning in links", QStringLiteral("100% A/B#?&=+"),
            QString::fromUtf8("ü 🔑"), otp::Totp {}, tests::key(), {}, {},
            "otpauth://totp/100%25%20A%2FB%23%3F%26%3D%2B:%C3%BC%20%F0%9F%94%91"
            "?secret=JBSWY3DPEHPK3PXP&issuer=100%25%20A%2FB%23%3F%26%3D%2B"
            "&algorithm=SHA1&digits=6&period=30" },
    };
}

} // namespace

class OtpauthWriterTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void writesTheCanonicalLink_data() { addSamples(); }
    void writesTheCanonicalLink()
    {
        QFETCH(int, index);
        const Sample sample = samples()[static_cast<std::size_t>(index)];
        QCOMPARE(written(sample), QString::fromLatin1(sample.link));
    }

    void isReadBackToTheSameEntry_data() { addSamples(); }
    void isReadBackToTheSameEntry()
    {
        QFETCH(int, index);
        const Sample sample = samples()[static_cast<std::size_t>(index)];
        const auto link = writeOtpauth(view(sample));
        QVERIFY(link);
        const auto entry = readOtpauth(link->text());
        QVERIFY(entry);
        QCOMPARE(entry->issuer, sample.issuer);
        QCOMPARE(entry->name, sample.name);
        QVERIFY(entry->labelIssuer.isEmpty());
        QVERIFY(entry->credential == sample.credential);
        QCOMPARE(base::toHex(entry->secret.view()), base::toHex(sample.secret));
        QCOMPARE(std::string(entry->pin.text()), sample.pin.toStdString());
        QCOMPARE(entry->otherParameters, sample.others);
    }

    void neverWritesAParameterThatWouldChangeTheAccount()
    {
        const Sample sample { "", {}, QStringLiteral("a"), otp::Totp {}, tests::key(), {},
            { { "Secret", "AAAA" }, { "encoder", "steam" }, { "2step_salt", "8" }, { "data", "{}" },
                { "steam", "1" }, { "lock", "1" } } };
        QCOMPARE(written(sample),
            QStringLiteral("otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6"
                           "&period=30&steam=1&lock=1"));
    }

    void writesSecretsOfEveryLength()
    {
        base::Bytes secret;
        for (int size = 1; size <= 64; ++size) {
            secret.push_back(static_cast<std::uint8_t>(size * 37));
            const Sample sample { "", {}, {}, otp::Totp {}, secret };
            const auto link = writeOtpauth(view(sample));
            QVERIFY(link);
            const auto entry = readOtpauth(link->text());
            QCOMPARE(base::toHex(entry->secret.view()), base::toHex(secret));
            QVERIFY(entry->notes.size() == 1); // the missing name
        }
    }

    void refusesWhatCouldNotMakeCodes()
    {
        const Sample noSecret { "", {}, {}, otp::Totp {}, {} };
        QCOMPARE(writeOtpauth(view(noSecret)).error().code, base::ErrorCode::MissingField);
        const Sample badDigits { "", {}, {}, otp::Totp { .digits = 11 }, tests::key() };
        const auto refused = writeOtpauth(view(badDigits));
        QCOMPARE(refused.error().arguments, (std::vector<std::string> { "digits", "11", "1-10" }));
        const Sample shortYandex { "", {}, {}, otp::Yandex {}, tests::key() };
        QCOMPARE(writeOtpauth(view(shortYandex)).error().arguments,
            (std::vector<std::string> { "secret", "10 bytes", "16" }));
    }

private:
    static void addSamples()
    {
        QTest::addColumn<int>("index");
        const std::vector<Sample> rows = samples();
        for (std::size_t i = 0; i < rows.size(); ++i)
            QTest::newRow(rows[i].title) << static_cast<int>(i);
    }
};

QTEST_GUILESS_MAIN(OtpauthWriterTest)
#include "otpauth_writer_test.moc"
