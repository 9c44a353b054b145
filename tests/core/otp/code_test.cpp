// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/otp/code.h"
#include "tests/core/otp/keys.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using otp::codeAt;

namespace {

QString codeText(const otp::Credential& credential, base::ByteView secret, std::int64_t time,
    QByteArray pin = {})
{
    const auto code = codeAt(credential, secret, base::bytesOf(pin), base::fromUnixSeconds(time));
    return code ? QString::fromStdString(code->text)
                : QStringLiteral("error %1").arg(int(code.error().code));
}

base::Bytes repeatedDigits(std::size_t size)
{
    base::Bytes key(size);
    for (std::size_t i = 0; i < size; ++i)
        key[i] = static_cast<std::uint8_t>('0' + (i + 1) % 10);
    return key;
}

} // namespace

Q_DECLARE_METATYPE(crypto::Hash)

class CodeTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    // RFC 4226, appendix D.
    void followsRfc4226()
    {
        const QStringList expected { QStringLiteral("755224"), QStringLiteral("287082"),
            QStringLiteral("359152"), QStringLiteral("969429"), QStringLiteral("338314"),
            QStringLiteral("254676"), QStringLiteral("287922"), QStringLiteral("162583"),
            QStringLiteral("399871"), QStringLiteral("520489") };
        for (int counter = 0; counter < expected.size(); ++counter) {
            const otp::Hotp hotp { .counter = static_cast<std::uint64_t>(counter) };
            QCOMPARE(codeText(hotp, repeatedDigits(20), 0), expected[counter]);
        }
    }

    // RFC 6238, appendix B; the key is as long as the hash, which the table there does not say.
    void followsRfc6238_data()
    {
        QTest::addColumn<qint64>("time");
        QTest::addColumn<QString>("sha1");
        QTest::addColumn<QString>("sha256");
        QTest::addColumn<QString>("sha512");
        const auto row = [](qint64 time, const char* sha1, const char* sha256, const char* sha512) {
            QTest::addRow("RFC 6238 B, %lld s", static_cast<long long>(time))
                << time << QString::fromLatin1(sha1) << QString::fromLatin1(sha256)
                << QString::fromLatin1(sha512);
        };
        row(59, "94287082", "46119246", "90693936");
        row(1111111109, "07081804", "68084774", "25091201");
        row(1111111111, "14050471", "67062674", "99943326");
        row(1234567890, "89005924", "91819424", "93441116");
        row(2000000000, "69279037", "90698825", "38618901");
        row(20000000000, "65353130", "77737706", "47863826");
    }
    void followsRfc6238()
    {
        QFETCH(qint64, time);
        const auto code = [time](crypto::Hash hash, std::size_t keySize) {
            return codeText(
                otp::Totp { .algorithm = hash, .digits = 8 }, repeatedDigits(keySize), time);
        };
        QTEST(code(crypto::Hash::Sha1, 20), "sha1");
        QTEST(code(crypto::Hash::Sha256, 32), "sha256");
        QTEST(code(crypto::Hash::Sha512, 64), "sha512");
    }

    // Check values of the pages about Okta: device side 17.11, Factors API 12.1.
    void followsWhatOktaShows_data()
    {
        QTest::addColumn<QByteArray>("secret");
        QTest::addColumn<qint64>("time");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* secret, qint64 time, const char* code) {
            QTest::addRow("%s, %lld s", secret, static_cast<long long>(time))
                << QByteArray(secret) << time << QString::fromLatin1(code);
        };
        const char* const device = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
        row(device, 0, "702218");
        row(device, 29, "702218");
        row(device, 30, "503347");
        row(device, 59, "503347");
        row(device, 60, "946038");
        row(device, 1111111109, "088309");
        row(device, 1760000000, "325812");
        row(device, 1760000009, "325812");
        row(device, 1760000010, "793635");
        row(device, 20000000000, "890933");
        row("MFRGGZDFMZTWQ2LK", 1760000000, "837383");
        // 17 characters: what the last one has too much is dropped.
        row("NB2HI4DTHIXS633LR", 1760000000, "817316");
    }
    void followsWhatOktaShows()
    {
        QFETCH(QByteArray, secret);
        QFETCH(qint64, time);
        QTEST(codeText(otp::Totp {}, tests::base32(secret.toStdString()), time), "code");
    }

    // Codes at tests::CheckTime by three hashes, three lengths and four periods; the lengths 6 and
    // 8 agree with oathtool.
    void countsEveryLengthAndPeriod_data()
    {
        QTest::addColumn<crypto::Hash>("hash");
        QTest::addColumn<int>("digits");
        QTest::addColumn<QStringList>("codes"); // of 15, 30, 45 and 60 s
        const auto row = [](const char* name, crypto::Hash hash, int digits, const char* codes) {
            QTest::newRow(name) << hash << digits << QString::fromLatin1(codes).split(u' ');
        };
        using crypto::Hash;
        row("SHA-1, 6", Hash::Sha1, 6, "121068 181965 920029 323112");
        row("SHA-1, 8", Hash::Sha1, 8, "77121068 51181965 68920029 09323112");
        row("SHA-1, 10", Hash::Sha1, 10, "1777121068 1551181965 0268920029 1309323112");
        row("SHA-256, 6", Hash::Sha256, 6, "083177 463720 697974 770692");
        row("SHA-256, 8", Hash::Sha256, 8, "44083177 01463720 38697974 45770692");
        row("SHA-256, 10", Hash::Sha256, 10, "0244083177 0501463720 2038697974 0645770692");
        row("SHA-512, 6", Hash::Sha512, 6, "792911 915745 736640 669364");
        row("SHA-512, 8", Hash::Sha512, 8, "13792911 90915745 16736640 05669364");
        row("SHA-512, 10", Hash::Sha512, 10, "2113792911 1790915745 1916736640 0205669364");
    }
    void countsEveryLengthAndPeriod()
    {
        QFETCH(crypto::Hash, hash);
        QFETCH(int, digits);
        QStringList codes;
        for (const int period : { 15, 30, 45, 60 }) {
            const otp::Totp totp { .algorithm = hash, .digits = digits, .period = period };
            codes << codeText(totp, tests::longKey(), tests::CheckTime);
        }
        QTEST(codes, "codes");
    }

    // Computed with Python's hmac module; rare but in use.
    void knowsTheTruncatedHashes()
    {
        const auto code = [](crypto::Hash hash) {
            return codeText(otp::Totp { .algorithm = hash }, tests::key(), tests::CheckTime);
        };
        QCOMPARE(code(crypto::Hash::Sha224), QStringLiteral("847954"));
        QCOMPARE(code(crypto::Hash::Sha384), QStringLiteral("117834"));
    }

    void countsAnyCounter_data()
    {
        QTest::addColumn<quint64>("counter");
        QTest::addColumn<int>("digits");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, quint64 counter, int digits, const char* code) {
            QTest::newRow(name) << counter << digits << QString::fromLatin1(code);
        };
        row("0", 0, 6, "282760");
        row("1", 1, 6, "996554");
        row("2", 2, 6, "602287");
        row("3", 3, 6, "143627");
        row("leading zeros", 134, 6, "008210");
        row("2^32 - 1", 4294967295ULL, 6, "681584");
        row("2^32", 4294967296ULL, 6, "512141");
        row("2^53 + 1, which a double cannot hold", 9007199254740993ULL, 6, "343384");
        row("2^63 - 1", 9223372036854775807ULL, 6, "413935");
        row("ten digits exceed 32 bits", 1, 10, "2041996554");
        row("ten digits begin with zero", 0, 10, "0363282760");
    }
    void countsAnyCounter()
    {
        QFETCH(quint64, counter);
        QFETCH(int, digits);
        const otp::Hotp hotp { .digits = digits, .counter = counter };
        QTEST(codeText(hotp, tests::key(), 0), "code");
        const auto code = codeAt(hotp, tests::key(), {}, base::fromUnixSeconds(-5));
        QCOMPARE(code->counter, std::optional<std::uint64_t>(counter));
    }

    void hashesKeysLongerThanTheBlock()
    {
        base::Bytes key(129);
        for (std::size_t i = 0; i < key.size(); ++i)
            key[i] = static_cast<std::uint8_t>(i);
        QCOMPARE(
            codeText(otp::Hotp {}, base::ByteView(key).first(65), 0), QStringLiteral("337508"));
        QCOMPARE(codeText(otp::Hotp { .algorithm = crypto::Hash::Sha512 }, key, 0),
            QStringLiteral("217035"));
    }

    void changesAtTheSecond_data()
    {
        QTest::addColumn<qint64>("time");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, qint64 time, const char* code) {
            QTest::newRow(name) << time << QString::fromLatin1(code);
        };
        row("1970", 0, "282760");
        row("last second of the first step", 29, "282760");
        row("second step", 30, "996554");
        row("last second of a step", 1700000009, "324550");
        row("first second of the next", 1700000010, "367665");
        row("2^31 - 1", 2147483647, "583145");
        row("2^31", 2147483648, "583145");
        row("year 2100", 4102444800, "573258");
    }
    void changesAtTheSecond()
    {
        QFETCH(qint64, time);
        QTEST(codeText(otp::Totp {}, tests::key(), time), "code");
    }

    void tellsHowLongACodeHolds()
    {
        const base::Time lastMoment = base::fromUnixSeconds(1700000010) - base::Time::duration(1);
        const auto code = codeAt(otp::Totp {}, tests::key(), {}, lastMoment);
        QVERIFY(code);
        QCOMPARE(code->text, std::string("324550"));
        QCOMPARE(base::unixMilliseconds(code->validFrom), 1699999980000);
        QCOMPARE(base::unixMilliseconds(code->validUntil), 1700000010000);
        QVERIFY(!code->counter);
    }

    void spellsSteamCodes()
    {
        QCOMPARE(codeText(otp::Steam {}, tests::key(), tests::CheckTime), QStringLiteral("2KM2P"));
        // Published with Aegis and libcotp.
        QCOMPARE(codeText(otp::Steam {}, tests::base32("ON2XAZLSMR2XAZLSONSWG4TFOQ"), 3000030),
            QStringLiteral("YRGQJ"));
    }

    void mixesThePinIntoMotpCodes_data()
    {
        QTest::addColumn<QByteArray>("secret");
        QTest::addColumn<QByteArray>("pin");
        QTest::addColumn<qint64>("time");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, QByteArray secret, QByteArray pin, qint64 time,
                             const char* code) {
            QTest::newRow(name) << secret << pin << time << QString::fromLatin1(code);
        };
        row("published 1", "e3152afee62599c8", "1234", 165892298, "e7d8b6");
        row("published 2", "e3152afee62599c8", "1234", 123456789, "4ebfb2");
        row("own", "0123456789abcdef", "2468", tests::CheckTime, "5e4efd");
        row("upper case counts as lower", "0123456789ABCDEF", "2468", tests::CheckTime, "5e4efd");
        row("own 2", "d20a028660d67c73", "1234", tests::CheckTime, "f7b0e7");
    }
    void mixesThePinIntoMotpCodes()
    {
        QFETCH(QByteArray, secret);
        QFETCH(QByteArray, pin);
        QFETCH(qint64, time);
        QTEST(codeText(otp::Motp {}, base::bytesOf(secret), time, pin), "code");
    }

    void mixesThePinIntoYandexCodes()
    {
        const base::Bytes secret = tests::base32("CAIREEYUCULBOGAZDINRYHI6D4");
        QCOMPARE(
            codeText(otp::Yandex {}, secret, tests::CheckTime, "2468"), QStringLiteral("sjnsoynp"));
        // The first byte of the key is zero with this PIN.
        QCOMPARE(
            codeText(otp::Yandex {}, secret, tests::CheckTime, "1513"), QStringLiteral("rwhgwpdp"));
        QCOMPARE(codeText(otp::Yandex {}, tests::base32("NNCQFYCGC2QZ7UUJRHMWGSR44M"),
                     tests::CheckTime, "5239"),
            QStringLiteral("ebmdwiuu"));
    }

    void refusesWithTheFieldAndItsValue_data()
    {
        QTest::addColumn<int>("row");
        QTest::newRow("0 digits") << 0;
        QTest::newRow("11 digits") << 1;
        QTest::newRow("period 0") << 2;
        QTest::newRow("period beyond a day") << 3;
        QTest::newRow("HOTP with 99 digits") << 4;
        QTest::newRow("MD5") << 5;
        QTest::newRow("Steam with 0 digits") << 6;
    }
    void refusesWithTheFieldAndItsValue()
    {
        struct Bad
        {
            otp::Credential credential;
            std::vector<std::string> arguments;
        };
        const Bad rows[] = {
            { otp::Totp { .digits = 0 }, { "digits", "0", "1-10" } },
            { otp::Totp { .digits = 11 }, { "digits", "11", "1-10" } },
            { otp::Totp { .period = 0 }, { "period", "0", "1-86400" } },
            { otp::Totp { .period = 86401 }, { "period", "86401", "1-86400" } },
            { otp::Hotp { .digits = 99 }, { "digits", "99", "1-10" } },
            { otp::Totp { .algorithm = crypto::Hash::Md5 },
                { "algorithm", "MD5", "SHA1, SHA224, SHA256, SHA384, SHA512" } },
            { otp::Steam { .digits = 0 }, { "digits", "0", "1-10" } },
        };
        QFETCH(int, row);
        const auto code = codeAt(rows[row].credential, tests::key(), {}, base::fromUnixSeconds(0));
        QVERIFY(!code);
        QCOMPARE(code.error().code, base::ErrorCode::InvalidField);
        QCOMPARE(code.error().arguments, rows[row].arguments);
        QCOMPARE(otp::checkCredential(rows[row].credential).error(), code.error());
    }

    void refusesToGuessWhatIsMissing()
    {
        const base::Time now = base::fromUnixSeconds(tests::CheckTime);
        const auto noSecret = codeAt(otp::Totp {}, {}, {}, now);
        QCOMPARE(noSecret.error().code, base::ErrorCode::MissingField);
        QCOMPARE(noSecret.error().arguments, std::vector<std::string> { "secret" });
        for (const otp::Credential& credential :
            { otp::Credential(otp::Motp {}), otp::Credential(otp::Yandex {}) }) {
            QVERIFY(otp::needsPin(credential));
            const auto noPin = codeAt(credential, tests::longKey(), {}, now);
            QCOMPARE(noPin.error().code, base::ErrorCode::PinNeeded);
        }
        const auto shortSecret =
            codeAt(otp::Yandex {}, tests::key(), base::bytesOf(std::string_view("1234")), now);
        QCOMPARE(shortSecret.error().code, base::ErrorCode::InvalidField);
        QCOMPARE(shortSecret.error().arguments.front(), std::string("secret"));
        const auto before1970 = codeAt(otp::Totp {}, tests::key(), {}, base::fromUnixSeconds(-1));
        QCOMPARE(before1970.error().code, base::ErrorCode::InvalidField);
        QCOMPARE(before1970.error().arguments, (std::vector<std::string> { "time", "-1", "0-" }));
    }
};

QTEST_GUILESS_MAIN(CodeTest)
#include "code_test.moc"
