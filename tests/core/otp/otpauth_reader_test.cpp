// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/otp/code.h"
#include "core/otp/otpauth_uri.h"
#include "tests/core/otp/keys.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

#include <algorithm>

using otp::EntryNote;
using otp::readOtpauth;

namespace {

/// What a link stands for, in one line: type, issuer|name, code at tests::CheckTime.
QString summary(const base::Result<otp::Entry>& entry)
{
    if (!entry)
        return QStringLiteral("error %1").arg(int(entry.error().code));
    const auto code = otp::codeAt(entry->credential, entry->secret.view(), entry->pin.view(),
        base::fromUnixSeconds(tests::CheckTime));
    QString text = QString::fromUtf8(otp::typeName(entry->credential).data());
    text += u' ' + entry->issuer + u'|' + entry->name + u' ';
    if (code)
        text += QString::fromStdString(code->text);
    else
        text += code.error().code == base::ErrorCode::PinNeeded ? QStringLiteral("PIN")
                                                                : QStringLiteral("no code");
    return text;
}

bool hasNote(const base::Result<otp::Entry>& entry, EntryNote note)
{
    return std::ranges::find(entry->notes, note) != entry->notes.end();
}

/// Arguments of an error in one line, "field;value;allowed".
QString argumentsOf(const base::Error& error)
{
    QStringList texts;
    for (const std::string& argument : error.arguments)
        texts << QString::fromStdString(argument);
    return texts.join(u';');
}

} // namespace

Q_DECLARE_METATYPE(base::ErrorCode)

class OtpauthReaderTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void readsEveryDialect_data()
    {
        QTest::addColumn<QByteArray>("link");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, QByteArray link, const char* expected) {
            QTest::newRow(name) << link << QString::fromUtf8(expected);
        };
        const QByteArray j = "secret=JBSWY3DPEHPK3PXP";
        const QByteArray x = "otpauth://totp/x?" + j;

        row("plain", "otpauth://totp/ACME:alice@example.test?" + j + "&issuer=ACME",
            "totp ACME|alice@example.test 324550");
        row("scheme, type and names in capitals",
            "OTPAUTH://TOTP/ACME:alice?SECRET=jbswy3dpehpk3pxp&Issuer=ACME",
            "totp ACME|alice 324550");
        row("encoded colon, blanks in the secret",
            "otpauth://totp/ACME%3Aalice?secret=JBSW%20Y3DP%20EHPK%203PXP",
            "totp ACME|alice 324550");
        row("blank after the colon, dashes and padding",
            "otpauth://totp/ACME:%20alice?secret=JBSW-Y3DP-EHPK-3PXP%3D%3D%3D%3D",
            "totp ACME|alice 324550");
        row("no-break spaces in the secret", "otpauth://totp/x?secret=JBSWY3DP%C2%A0EHPK3PXP",
            "totp |x 324550");
        row("plus for a blank in the issuer", "otpauth://totp/alice?" + j + "&issuer=ACME+Co",
            "totp ACME Co|alice 324550");
        row("plus stays in the label", "otpauth://totp/alice+shop@example.test?" + j,
            "totp |alice+shop@example.test 324550");
        row("encoded plus stays in the issuer", x + "&issuer=A%2BB", "totp A+B|x 324550");
        row("several encoded colons split at the first",
            "otpauth://totp/Big%20Corp%3A%20Div%3A%20bob?" + j, "totp Big Corp|Div: bob 324550");
        row("a literal colon splits before an encoded one", "otpauth://totp/A%3AB:c?" + j,
            "totp A:B|c 324550");
        row("several literal colons split at the first", "otpauth://totp/A:B:c?" + j,
            "totp A|B:c 324550");
        row("the issuer parameter splits a label with colons",
            "otpauth://totp/A:B:c?" + j + "&issuer=A%3AB", "totp A:B|c 324550");
        row("issuer twice in the label", "otpauth://totp/A:A:c?" + j + "&issuer=A",
            "totp A|A:c 324550");
        row("empty prefix", "otpauth://totp/:alice?" + j, "totp |alice 324550");
        row("empty prefix, issuer parameter", "otpauth://totp/:alice?" + j + "&issuer=ACME",
            "totp ACME|alice 324550");
        row("issuer parameter wins",
            "otpauth://totp/Contoso:eve%40example.test?" + j + "&issuer=Microsoft",
            "totp Microsoft|eve@example.test 324550");
        row("empty account", "otpauth://totp/?" + j + "&issuer=ACME", "totp ACME| 324550");
        row("no path at all", "otpauth://totp?" + j, "totp | 324550");
        row("issuer without a value", x + "&issuer&algorithm=SHA1", "totp |x 324550");
        row("issuer null, label with a prefix", "otpauth://totp/A:b?" + j + "&issuer=null",
            "totp A|b 324550");
        row("issuer null, label without one", x + "&issuer=null", "totp null|x 324550");
        row("issuer Null is a name", "otpauth://totp/A:b?" + j + "&issuer=Null",
            "totp Null|b 324550");
        row("HmacSHA256", x + "&algorithm=HmacSHA256", "totp |x 049486");
        row("sha-512", x + "&algorithm=sha-512", "totp |x 045688");
        row("SHA_512", x + "&algorithm=SHA_512", "totp |x 045688");
        row("Algorithm.sha1", x + "&algorithm=Algorithm.sha1", "totp |x 324550");
        row("SHA224", x + "&algorithm=SHA224", "totp |x 847954");
        row("HMAC-SHA-384", x + "&algorithm=HMAC-SHA-384", "totp |x 117834");
        row("null for the defaults", x + "&algorithm=null&digits=null&period=null",
            "totp |x 324550");
        row("empty for the defaults", x + "&algorithm=&digits=&period=", "totp |x 324550");
        row("1 digit", x + "&digits=1", "totp |x 0");
        row("5 digits", x + "&digits=5", "totp |x 24550");
        row("7 digits", x + "&digits=7", "totp |x 2324550");
        row("8 digits", x + "&digits=8", "totp |x 02324550");
        row("10 digits", x + "&digits=10", "totp |x 1802324550");
        row("period 60", x + "&period=60", "totp |x 508648");
        row("period 1", x + "&period=1", "totp |x 079036");
        row("period of a day", x + "&period=86400", "totp |x 855666");
        row("the first of two digits", x + "&digits=8&digits=6", "totp |x 02324550");
        row("counter 0", "otpauth://hotp/x?" + j + "&counter=0", "hotp |x 282760");
        row("no counter", "otpauth://hotp/x?" + j, "hotp |x 282760");
        row("counter 2^32", "otpauth://hotp/x?" + j + "&counter=4294967296", "hotp |x 512141");
        row("counter 2^53 + 1", "otpauth://hotp/x?" + j + "&counter=9007199254740993",
            "hotp |x 343384");
        row("counter of TOTP is ignored", x + "&counter=-1", "totp |x 324550");
        row("other alphabets", "otpauth://totp/%D0%9F%D0%BE:%F0%9F%94%91?" + j, "totp По|🔑 324550");
        row("double encoding is not undone", "otpauth://totp/ACME%253Aalice?" + j,
            "totp |ACME%3Aalice 324550");
        row("encoded slash", "otpauth://totp/Smith%2FSons:bob?" + j, "totp Smith/Sons|bob 324550");
        row("unencoded slash and blank", "otpauth://totp/Smith/Sons:bob b?" + j,
            "totp Smith/Sons|bob b 324550");
        row("stray percent sign", "otpauth://totp/100%:bob?" + j, "totp 100%|bob 324550");
        row("bytes that are not UTF-8", "otpauth://totp/a%FFb?" + j,
            "totp |a\xEF\xBF\xBD"
            "b 324550");
        row("hash sign in the label", "otpauth://totp/Hash#Tag:acct?" + j + "&issuer=Hash%23Tag",
            "totp Hash#Tag|acct 324550");
        row("fragment after the query", x + "&issuer=A#frag", "totp A|x 324550");
        row("secret of one zero byte", "otpauth://totp/x?secret=AA", "totp |x 501315");
        row("secret of impossible length", "otpauth://totp/x?secret=JBSWY3DPEHPK3PXPA",
            "totp |x 324550");
        row("the same secret twice", x + "&secret=jbswy3dpehpk3pxp", "totp |x 324550");
        row("picture address", x + "&image=http%3A%2F%2F192.0.2.1%2Fa.png", "totp |x 324550");
        row("Apple's scheme", "apple-otpauth://totp/x?" + j, "totp |x 324550");
        row("privacyIDEA's scheme", "pia://totp/x?" + j, "totp |x 324550");
        row("byte order mark, zero width space, blanks", "\xEF\xBB\xBF \xE2\x80\x8B" + x + " \r\n",
            "totp |x 324550");
        row("in quotes", '"' + x + '"', "totp |x 324550");
        row("in angle brackets", '<' + x + '>', "totp |x 324550");
        row("Auth0 Guardian",
            "otpauth://totp/tenant:alice?" + j
                + "&enrollment_tx_id=tx1&id=dev1&base_url=https%3A%2F%2Ftenant.example.test"
                  "&algorithm=sha1&digits=6&counter=0&period=30",
            "totp tenant|alice 324550");

        row("256 parameters", x + QByteArray("&a=b").repeated(255), "totp |x 324550");

        row("host steam", "otpauth://steam/Steam:gaben?" + j + "&issuer=Steam",
            "steam Steam|gaben 2KM2P");
        row("encoder steam",
            "otpauth://totp/Steam:gaben?" + j + "&issuer=Steam&digits=5&encoder=steam",
            "steam Steam|gaben 2KM2P");
        row("encoder steam of another issuer",
            "otpauth://totp/Valve:gaben?" + j + "&issuer=Valve&encoder=steam",
            "steam Valve|gaben 2KM2P");
        row("bare steam parameter", x + "&steam", "steam |x 2KM2P");
        row("issuer Steam, no digits", "otpauth://totp/Steam:gaben?" + j,
            "steam Steam|gaben 2KM2P");
        row("issuer Steam, 5 digits", x + "&issuer=Steam&digits=5", "steam Steam|x 2KM2P");
        row("issuer Steam, 6 digits", x + "&issuer=Steam&digits=6", "totp Steam|x 324550");
        row("issuer steam is another one", x + "&issuer=steam", "totp steam|x 324550");
        row("scheme steam", "steam://JBSWY3DPEHPK3PXP", "steam Steam| 2KM2P");
        row("scheme steam, padding", "steam://jbswy3dpehpk3pxp=/", "steam Steam| 2KM2P");

        row("mOTP", "motp://ACME:alice?secret=0123456789abcdef", "motp ACME|alice PIN");
        row("mOTP with PIN", "motp://ACME:alice?secret=0123456789ABCDEF&pin=2468",
            "motp ACME|alice 5e4efd");
        row("mOTP, separators in the secret",
            "motp://ACME:alice?secret=0123-4567%2089ab+cdef&pin=2468", "motp ACME|alice 5e4efd");
        row("mOTP as a host", "otpauth://motp/ACME:alice?secret=0123456789abcdef&pin=2468",
            "motp ACME|alice 5e4efd");
        row("mOTP with a text that is not hex", "motp://A:b?secret=Not%20Hex&pin=1",
            "motp A|b cca0ee");

        const QByteArray ya = "secret=CAIREEYUCULBOGAZDINRYHI6D4";
        row("Yandex asks for its PIN", "otpauth://yaotp/alice?" + ya + "&pin_length=4&name=alice",
            "yandex Yandex|alice PIN");
        row("Yandex, name parameter only", "otpauth://yaotp/?" + ya + "&name=alice",
            "yandex Yandex|alice PIN");
        row("Yandex, PIN in digits", "otpauth://yaotp/alice?" + ya + "&pin=2468",
            "yandex Yandex|alice sjnsoynp");
        row("Yandex, PIN in Base32", "otpauth://yaotp/alice?" + ya + "&pin=GI2DMOA",
            "yandex Yandex|alice sjnsoynp");
        row("Yandex as Ente writes it", "otpauth://yandex/Ya:alice?" + ya + "&pin=2468",
            "yandex Ya|alice sjnsoynp");
        row("Yandex with checksum",
            "otpauth://yaotp/alice?secret=CAIREEYUCULBOGAZDINRYHI6D4AAAAAAAAAAAAADW4&pin=2468",
            "yandex Yandex|alice sjnsoynp");
    }
    void readsEveryDialect()
    {
        QFETCH(QByteArray, link);
        QTEST(summary(readOtpauth(link.toStdString())), "expected");
    }

    void refusesWhatWouldGiveWrongCodes_data()
    {
        QTest::addColumn<QByteArray>("link");
        QTest::addColumn<base::ErrorCode>("code");
        QTest::addColumn<QString>("arguments");
        using enum base::ErrorCode;
        const auto row = [](const char* name, QByteArray link, base::ErrorCode code,
                             const char* arguments) {
            QTest::newRow(name) << link << code << QString::fromUtf8(arguments);
        };
        const QByteArray x = "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP";
        const QByteArray h = "otpauth://hotp/x?secret=JBSWY3DPEHPK3PXP";
        row("empty secret", "otpauth://totp/x?secret=", MissingField, "secret");
        row("no secret", "otpauth://totp/x?issuer=A", MissingField, "secret");
        row("blank secret", "otpauth://totp/x?secret=%20", MissingField, "secret");
        row("five bits of secret", "otpauth://totp/x?secret=A", MissingField, "secret");
        row("no query", "otpauth://totp/x", MissingField, "secret");
        row("bad Base32", "otpauth://totp/x?secret=JBSWY3DP8HPK3PXP", InvalidField,
            "secret;character 9;A-Z 2-7");
        row("bad Base32 after umlauts", "otpauth://totp/x?secret=J%C3%A4", InvalidField,
            "secret;character 2;A-Z 2-7");
        row("zero byte in the secret", "otpauth://totp/x?secret=JBSW%00Y3D", InvalidField,
            "secret;character 5;A-Z 2-7");
        row("semicolon between parameters", "otpauth://totp/x?secret=JBSWY3DP;issuer=B",
            InvalidField, "secret;character 9;A-Z 2-7");
        row("two secrets", x + "&secret=AAAA", ConflictingField, "secret");
        row("a second secret that is none", x + "&secret=", ConflictingField, "secret");
        row("steam:// with a bad secret", "steam://0BSWY3DP", InvalidField,
            "secret;character 1;A-Z 2-7");
        row("unknown algorithm", x + "&algorithm=SHA3-256", InvalidField,
            "algorithm;SHA3-256;SHA1, SHA224, SHA256, SHA384, SHA512");
        row("MD5", x + "&algorithm=MD5", InvalidField,
            "algorithm;MD5;SHA1, SHA224, SHA256, SHA384, SHA512");
        row("Steam with SHA-256", "otpauth://steam/x?secret=JBSWY3DPEHPK3PXP&algorithm=SHA256",
            InvalidField, "algorithm;SHA256;SHA1");
        row("digits 0", x + "&digits=0", InvalidField, "digits;0;1-10");
        row("digits 11", x + "&digits=11", InvalidField, "digits;11;1-10");
        row("digits 99", x + "&digits=99", InvalidField, "digits;99;1-10");
        row("digits -6", x + "&digits=-6", InvalidField, "digits;-6;1-10");
        row("digits six", x + "&digits=six", InvalidField, "digits;six;1-10");
        row("digits 6.0", x + "&digits=6.0", InvalidField, "digits;6.0;1-10");
        row("period 0", x + "&period=0", InvalidField, "period;0;1-86400");
        row("period -30", x + "&period=-30", InvalidField, "period;-30;1-86400");
        row("period beyond a day", x + "&period=86401", InvalidField, "period;86401;1-86400");
        row("period beyond 32 bits", x + "&period=99999999999", InvalidField,
            "period;99999999999;1-86400");
        row("counter 2^64", h + "&counter=18446744073709551616", InvalidField,
            "counter;18446744073709551616;0-18446744073709551615");
        row("counter -1", h + "&counter=-1", InvalidField, "counter;-1;0-18446744073709551615");
        row("an endless value is shown in part", x + "&digits=" + QByteArray(1000, '9'),
            InvalidField, QByteArray("digits;" + QByteArray(64, '9') + ";1-10").constData());
        row("label of 1 MB",
            "otpauth://totp/" + QByteArray(1 << 20, 'a') + "?secret=JBSWY3DPEHPK3PXP", TooLarge,
            "label;8192");
        row("issuer of 1 MB", x + "&issuer=" + QByteArray(1 << 20, 'a'), TooLarge, "issuer;8192");
        row("secret of 1 MB", "otpauth://totp/x?secret=" + QByteArray(1 << 20, 'A'), TooLarge,
            "secret;1024");
        row("secret of 1,025 bytes", "otpauth://totp/x?secret=" + QByteArray(1640, 'A'), TooLarge,
            "secret;1024");
        row("link of 1 MB", x + "&note=" + QByteArray(1 << 20, 'a'), TooLarge, "link;65536");
        row("257 parameters", x + QByteArray("&a=b").repeated(256), TooLarge, "parameters;256");
        row("1 MB of small parameters", x + QByteArray("&a=b").repeated(1 << 18), TooLarge,
            "link;65536");
        row("Yandex secret cut short", "otpauth://yaotp/x?secret=JBSWY3DPEHPK3PXP", InvalidField,
            "secret;10 bytes;16");
        row("Yandex checksum",
            "otpauth://yaotp/x?secret=CAIREEQUCULBOGAZDINRYHI6D4AAAAAAAAAAAAADW4", InvalidField,
            "secret;checksum");
        row("unknown type", "otpauth://unknown/x?secret=MFRGG", Unsupported, "unknown");
        row("one half of a secret", h + "&2step_salt=8&2step_output=20&2step_difficulty=10000",
            Unsupported, "2step");
        row("another scheme", "https://example.test/?secret=JBSWY3DPEHPK3PXP", NotRecognised, "");
        row("no scheme", "JBSWY3DPEHPK3PXP", NotRecognised, "");
        row("nothing", "", NotRecognised, "");
        row("link of the game client", "steam://run/440", NotRecognised, "");
    }
    void refusesWhatWouldGiveWrongCodes()
    {
        QFETCH(QByteArray, link);
        const auto entry = readOtpauth(link.toStdString());
        QVERIFY(!entry);
        QTEST(entry.error().code, "code");
        QTEST(argumentsOf(entry.error()), "arguments");
    }

    void givesTheSecretsMemoryBack()
    {
        const std::size_t before = crypto::secureHeapInUse();
        (void)readOtpauth("otpauth://totp/x?secret=JBSWY3DP8HPK3PXP");
        (void)readOtpauth("otpauth://yaotp/x?secret=CAIREEYUCULBOGAZDINRYHI6D4&pin=GI2DMOA");
        QCOMPARE(crypto::secureHeapInUse(), before);
    }

    void survivesTruncationAtEveryByte()
    {
        const std::string_view links[] = {
            "otpauth://totp/ACME%3Aalice%40example.test?secret=JBSWY3DPEHPK3PXP&issuer=A%C3%A4&"
            "algorithm=SHA256&digits=8&period=60#x",
            "motp://ACME:alice?secret=0123456789abcdef&pin=2468",
            "otpauth://yaotp/x?secret=CAIREEYUCULBOGAZDINRYHI6D4AAAAAAAAAAAAADW4&pin=GI2DMOA",
        };
        for (const std::string_view link : links) {
            QVERIFY(readOtpauth(link));
            for (std::size_t size = 0; size < link.size(); ++size) {
                const auto entry = readOtpauth(link.substr(0, size));
                QVERIFY(!entry || !entry->secret.isEmpty());
            }
        }
    }

    void keepsUnknownParametersButNotSecrets()
    {
        const auto entry =
            readOtpauth("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&image=http%3A%2F%2F"
                        "a&lock=true&lock=false&codeDisplay=%7B%7D&data=%7B%7D&flag&"
                        "pin=1234&serial=S1&enrollment_tx_id=tx1&token=abc");
        QVERIFY(entry);
        const std::vector<std::pair<std::string, std::string>> expected { { "image", "http://a" },
            { "lock", "true" }, { "codeDisplay", "{}" }, { "flag", "" }, { "serial", "S1" } };
        QCOMPARE(entry->otherParameters, expected);
        QVERIFY(entry->pin.isEmpty());
        QVERIFY(hasNote(entry, EntryNote::PushTicketIgnored));

        const auto notUtf8 = readOtpauth("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&a%FF=b%FE");
        const std::vector<std::pair<std::string, std::string>> replaced { { "a\xEF\xBF\xBD",
            "b\xEF\xBF\xBD" } };
        QCOMPARE(notUtf8->otherParameters, replaced);

        const auto flagged =
            readOtpauth("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&pin=True&app_force_unlock=pin");
        const std::vector<std::pair<std::string, std::string>> flags { { "pin", "True" },
            { "app_force_unlock", "pin" } };
        QCOMPARE(flagged->otherParameters, flags);
    }

    void tellsWhatIsWorthTelling()
    {
        const auto hotp = readOtpauth("otpauth://hotp/x?secret=JBSWY3DPEHPK3PXPA");
        QVERIFY(hasNote(hotp, EntryNote::CounterMissing));
        QVERIFY(hasNote(hotp, EntryNote::SecretNotCanonical));
        QVERIFY(!hasNote(hotp, EntryNote::NameMissing));
        const auto plain = readOtpauth("otpauth://hotp/x?secret=JBSWY3DPEHPK3PXP&counter=0");
        QCOMPARE(plain->notes.size(), 0U);
        QVERIFY(
            hasNote(readOtpauth("otpauth://totp?secret=JBSWY3DPEHPK3PXP"), EntryNote::NameMissing));

        const auto differing =
            readOtpauth("otpauth://totp/Contoso:eve?secret=JBSWY3DPEHPK3PXP&issuer=Microsoft");
        QVERIFY(hasNote(differing, EntryNote::IssuersDiffer));
        QCOMPARE(differing->labelIssuer, QStringLiteral("Contoso"));
        const auto otherCase =
            readOtpauth("otpauth://totp/acme:eve?secret=JBSWY3DPEHPK3PXP&issuer=ACME");
        QCOMPARE(otherCase->notes.size(), 0U);
        QVERIFY(otherCase->labelIssuer.isEmpty());
    }

    void takesTheSecretOfWinAuthsData_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, QByteArray json, const char* code) {
            QTest::newRow(name) << json.toPercentEncoding() << QString::fromLatin1(code);
        };
        row("shared_secret",
            R"({"a": {"shared_secret": "AAAA"}, "b": "\"shared_secret\":", "shared_secret" : )"
            R"("SGVsbG8h3q2+7w==", "c": [1, "shared_secret"]})",
            "2KM2P");
        row("escapes of JSON writers", R"({"shared_secret":"SGVsbG8h3q2\u002b7w\u003d\u003D"})",
            "2KM2P");
        row("no shared_secret", R"({"a":1})", "8Y5R7");
        row("not Base64", R"({"shared_secret":"!"})", "8Y5R7");
        row("a number", R"({"shared_secret":5})", "8Y5R7");
        row("cut short", R"({"shared_secret")", "8Y5R7");
        row("no JSON", "abc\\", "8Y5R7");
        QTest::newRow("plus sign not escaped")
            << QByteArray(R"({"shared_secret":"SGVsbG8h3q2+7w=="})") << QStringLiteral("2KM2P");
    }
    void takesTheSecretOfWinAuthsData()
    {
        QFETCH(QByteArray, json);
        const auto entry = readOtpauth(
            ("otpauth://totp/Steam:x?secret=ASDF&issuer=Steam&data=" + json).toStdString());
        QVERIFY(entry);
        QVERIFY(entry->otherParameters.empty());
        const auto code = otp::codeAt(
            entry->credential, entry->secret.view(), {}, base::fromUnixSeconds(tests::CheckTime));
        QTEST(QString::fromStdString(code->text), "code");
    }

    void tellsTheSameAccountByTypeSecretAndNames()
    {
        const auto a = readOtpauth("otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP");
        const auto same =
            readOtpauth("otpauth://totp/b?secret=jbsw-y3dp-ehpk-3pxp&issuer=A&digits=8");
        QVERIFY(otp::isSameAccount(*a, *same));
        for (const char* other : { "otpauth://hotp/A:b?secret=JBSWY3DPEHPK3PXP",
                 "otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXQ",
                 "otpauth://totp/A:c?secret=JBSWY3DPEHPK3PXP",
                 "otpauth://totp/B:b?secret=JBSWY3DPEHPK3PXP" })
            QVERIFY(!otp::isSameAccount(*a, *readOtpauth(other)));
    }
};

QTEST_GUILESS_MAIN(OtpauthReaderTest)
#include "otpauth_reader_test.moc"
