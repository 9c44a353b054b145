// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/otp/otpauth_uri.h"
#include "core/otp/typed_secret.h"
#include "tests/support/fail_on_warning.h"

#include <QObject>

using otp::SecretEncoding;

namespace {

// 10 bytes, "Hello!" and four more.
const QByteArray HelloHex = "48656c6c6f21deadbeef";

} // namespace

class TypedSecretTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void readsEachEncoding_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<SecretEncoding>("encoding");
        QTest::addColumn<QByteArray>("hex");
        using enum SecretEncoding;
        QTest::newRow("Base32") << QByteArray("JBSWY3DPEHPK3PXP") << Base32 << HelloHex;
        QTest::newRow("Base32, lower case in groups")
            << QByteArray("jbsw y3dp-ehpk 3pxp") << Base32 << HelloHex;
        QTest::newRow("hex") << HelloHex << Hex << HelloHex;
        QTest::newRow("hex, upper case in groups")
            << QByteArray("4865 6C6C:6F21-DEAD BEEF\n") << Hex << HelloHex;
        QTest::newRow("Base64") << QByteArray("SGVsbG8h3q2+7w==") << Base64 << HelloHex;
        QTest::newRow("Base64 for addresses") << QByteArray("SGVsbG8h3q2-7w") << Base64 << HelloHex;
        QTest::newRow("text, as it is")
            << QByteArray(" a%41+ ") << Text << QByteArray("20612534312b20");
    }
    void readsEachEncoding()
    {
        QFETCH(QByteArray, typed);
        QFETCH(SecretEncoding, encoding);
        QFETCH(QByteArray, hex);
        const auto secret =
            otp::readTypedSecret(base::textOf(base::bytesOf(typed)), encoding, otp::Totp {});
        QVERIFY(secret);
        QCOMPARE(QByteArray::fromStdString(base::toHex(secret->view())), hex);
    }

    void namesWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<SecretEncoding>("encoding");
        QTest::addColumn<base::ErrorCode>("code");
        QTest::addColumn<QStringList>("arguments");
        using enum SecretEncoding;
        using enum base::ErrorCode;
        const QString secret = QStringLiteral("secret");
        const QString limit = QString::number(otp::MaximumSecretSize);
        const QStringList tooLarge { secret, limit };
        QTest::newRow("nothing") << QByteArray() << Base32 << MissingField << QStringList(secret);
        QTest::newRow("only blanks")
            << QByteArray("  ") << Hex << MissingField << QStringList(secret);
        QTest::newRow("zero in Base32")
            << QByteArray("JB0W") << Base32 << InvalidField
            << QStringList { secret, QStringLiteral("character 3"), QStringLiteral("A-Z 2-7") };
        QTest::newRow("letter in hex")
            << QByteArray("48g5") << Hex << InvalidField
            << QStringList { secret, QStringLiteral("character 3"), QStringLiteral("0-9 A-F") };
        QTest::newRow("half a byte of hex")
            << QByteArray("486") << Hex << InvalidField
            << QStringList { secret, QStringLiteral("3 digits"), QStringLiteral("an even number") };
        QTest::newRow("no Base64")
            << QByteArray("a?b=") << Base64 << InvalidField
            << QStringList { secret, QStringLiteral("Base64"), QStringLiteral("A-Z a-z 0-9 + /") };
        QTest::newRow("one byte beyond the limit")
            << QByteArray(otp::MaximumSecretSize + 1, 'a') << Text << TooLarge << tooLarge;
        QTest::newRow("endless") << QByteArray(2'000'000, 'A') << Base32 << TooLarge << tooLarge;
    }
    void namesWhatIsWrong()
    {
        QFETCH(QByteArray, typed);
        QFETCH(SecretEncoding, encoding);
        QFETCH(base::ErrorCode, code);
        QFETCH(QStringList, arguments);
        const std::size_t before = crypto::secureHeapInUse();
        const auto secret =
            otp::readTypedSecret(base::textOf(base::bytesOf(typed)), encoding, otp::Totp {});
        QVERIFY(!secret);
        QCOMPARE(secret.error().code, code);
        QStringList given;
        for (const std::string& argument : secret.error().arguments)
            given += QString::fromStdString(argument);
        QCOMPARE(given, arguments);
        QCOMPARE(crypto::secureHeapInUse(), before);
    }

    void takesTheLargestSecret()
    {
        const QByteArray typed(otp::MaximumSecretSize, 'a');
        const auto secret = otp::readTypedSecret(
            base::textOf(base::bytesOf(typed)), SecretEncoding::Text, otp::Totp {});
        QVERIFY(secret);
        QCOMPARE(secret->size(), otp::MaximumSecretSize);
    }

    void keepsTheHexDigitsOfMotpAsText()
    {
        const auto secret = otp::readTypedSecret("00AA 11-BB", SecretEncoding::Hex, otp::Motp {});
        QVERIFY(secret);
        QCOMPARE(secret->text(), std::string_view("00aa11bb"));
    }

    void refusesShortYandexSecrets()
    {
        const auto secret =
            otp::readTypedSecret("JBSWY3DPEHPK3PXP", SecretEncoding::Base32, otp::Yandex {});
        QVERIFY(!secret);
        QCOMPARE(secret.error().code, base::ErrorCode::InvalidField);
        QCOMPARE(
            secret.error().arguments, (std::vector<std::string> { "secret", "10 bytes", "16" }));
    }
};

QTEST_GUILESS_MAIN(TypedSecretTest)
#include "typed_secret_test.moc"
