// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/enroll/recognise.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using enroll::AccountsOffer;
using enroll::ActivationOffer;
using enroll::recognise;
using enroll::recogniseLines;
using enroll::SignInOffer;
using enroll::UnsupportedKind;
using enroll::UnsupportedOffer;

namespace {

const QByteArray Account = QByteArrayLiteral("otpauth://totp/ACME:alice?secret=JBSWY3DPEHPK3PXP");

/// kind, and what the kind has to say
QString summary(const base::Result<enroll::Offer>& offer)
{
    if (!offer) {
        QString text = QStringLiteral("error");
        for (const std::string& argument : offer.error().arguments)
            text += u' ' + QString::fromStdString(argument);
        return text;
    }
    const std::string_view kind = enroll::kindName(*offer);
    const QString name = QString::fromUtf8(kind.data(), qsizetype(kind.size()));
    if (const auto* accounts = std::get_if<AccountsOffer>(&*offer))
        return name + QStringLiteral(" %1").arg(accounts->entries.size());
    if (const auto* found = std::get_if<ActivationOffer>(&*offer))
        return QStringList { name, found->protocol, found->server, found->account }.join(u' ');
    if (const auto* found = std::get_if<SignInOffer>(&*offer))
        return QStringList { name, found->protocol, found->service, found->account }.join(u' ');
    return name;
}

} // namespace

Q_DECLARE_METATYPE(UnsupportedKind)

class RecogniseTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void classifiesATextByItsKind_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, QByteArray text, const char* expected) {
            QTest::newRow(name) << text << QString::fromUtf8(expected);
        };
        row("account", Account, "otp 1");
        row("account in quotes", '"' + Account + '"', "otp 1");
        row("mOTP", "motp://ACME:alice?secret=0123456789abcdef", "otp 1");
        row("Steam", "steam://JBSWY3DPEHPK3PXP", "otp 1");
        row("Auth0 Guardian", Account + "&enrollment_tx_id=tx1&base_url=https%3A%2F%2Fa.test",
            "otp 1");
        row("third-party TOTP of Okta",
            "otpauth://totp/acme.okta.example:rin?secret=JBSWY3DPEHPK3PXP&issuer=acme.okta.example",
            "otp 1");
        row("migration", "otpauth-migration://offline?data=CgwKCkhlbGxvId6tvu8%3D", "migration 1");
        row("Okta, Identity Engine",
            "oktaverify://rin@acme.example/?t=x&f=aut1&s=https://acme.okta.example",
            "activation okta https://acme.okta.example rin@acme.example");
        row("Okta, Classic", "otpauth://totp/acme:rin?t=x&f=opf1&s=https%3A%2F%2Facme.okta.example",
            "activation okta https://acme.okta.example rin");
        row("Duo", "duo://Zt4Qm9XwLb2Hc7RkPe1V-YXBpLTFhMmIzYzRkLmR1b3NlY3VyaXR5LmNvbQ",
            "activation duo https://api-1a2b3c4d.duosecurity.com ");
        row("Duo in angle brackets",
            "<Zt4Qm9XwLb2Hc7RkPe1V-YXBpLTFhMmIzYzRkLmR1b3NlY3VyaXR5LmNvbQ>",
            "activation duo https://api-1a2b3c4d.duosecurity.com ");
        row("Duo, web address", "https://m-1a2b3c4d.duosecurity.com/activate/Zt4Qm9XwLb2Hc7RkPe1V",
            "activation duo https://api-1a2b3c4d.duosecurity.com ");
        row("privacyIDEA",
            "otpauth://pipush/PIPU1?url=https%3A//pi.example.com/ttype/push&ttl=10"
            "&enrollment_credential=9f2c&v=1&serial=PIPU1",
            "activation privacyidea https://pi.example.com PIPU1");
        row("tiqr enrolment", "tiqrenroll://https://h.example/p?key=abc",
            "activation tiqr https://h.example ");
        row("tiqr sign-in", "tiqrauth://jan@idp.example/abcdef/0123/sp/2",
            "signin tiqr idp.example jan");
        row("web address", "https://example.test/a?secret=JBSWY3DPEHPK3PXP", "text");
        row("Wi-Fi", "WIFI:T:WPA;S:net;P:secret;;", "text");
        row("contact", "BEGIN:VCARD\nVERSION:3.0\nN:A\nEND:VCARD", "text");
        row("words", "hello world", "text");
        row("nothing", "", "text");
        row("game client", "steam://run/440", "text");
        row("broken account", "otpauth://totp/x?secret=JBSWY3DP8HPK3PXP",
            "error secret character 9 A-Z 2-7");
        row("account without a secret", "otpauth://totp/x", "error secret");
        row("broken migration", "otpauth-migration://offline?data=!", "error data");
        row("Okta without a ticket", "oktaverify://rin/?s=https://a.example", "error t");
        row("Duo of another host", "duo://Zt4Qm9XwLb2Hc7RkPe1V-ZXZpbC50ZXN0",
            "error host evil.test duosecurity.com, duofederal.com");
        row("privacyIDEA without an address", "otpauth://pipush/x?v=1", "error url");
        row("tiqr without a challenge", "tiqrauth://u@idp/s", "error challenge");
        row("label of 1 MB",
            "otpauth://totp/" + QByteArray(1 << 20, 'a') + "?secret=JBSWY3DPEHPK3PXP",
            "error label 8192");
        row("text of 1 MB", QByteArray(1 << 20, 'a'), "error text 65536");
    }
    void classifiesATextByItsKind()
    {
        QFETCH(QByteArray, text);
        QTEST(summary(recognise(text.toStdString())), "expected");
    }

    void knowsWhatCannotBeUsedHere_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<UnsupportedKind>("kind");
        using enum UnsupportedKind;
        const auto row = [](const char* name, QByteArray text, UnsupportedKind kind) {
            QTest::newRow(name) << text << kind;
        };
        row("Microsoft", "phonefactor://activate_account?code=123456789&url=https%3A%2F%2Fa.test",
            MicrosoftPush);
        row("passkey by a phone", "FIDO:/02354567890123456789", PasskeyHybrid);
        row("passkey in lower case", "fido:/0235", PasskeyHybrid);
        row("RSA", "com.rsa.securid://ctf?ctfData=2000123456789", RsaSecurId);
        row("RSA for iPhone", "com.rsa.securid.iphone://ctf?ctfData=2000123456789", RsaSecurId);
        row("RSA as a web address", "http://127.0.0.1/securid/ctf?ctfData=2000123456789",
            RsaSecurId);
        row("RSA, dynamic", "https://rsa.example/ctkip/services/CtkipService",
            RsaDynamicProvisioning);
        row("RSA, dynamic, within a link",
            "https://rsa.example:443/ctkip/services/CtkipService?activationCode=1",
            RsaDynamicProvisioning);
        row("LastPass", "lpaauth-migration://offline?data=H4sIAAAA", LastPassTransfer);
        row("Base32 of 16", "JBSWY3DPEHPK3PXP", NakedSecret);
        row("Base32 in lower case", "jbswy3dpehpk3pxp", NakedSecret);
        row("Base32 in groups", "JBSW Y3DP EHPK 3PXP", NakedSecret);
        row("Base32 in groups, the last shorter", "jbsw-y3dp-ehpk-3pxp-jb", NakedSecret);
        row("Base32 with padding", "JBSWY3DPEHPK3PXPJA======", NakedSecret);
        row("Base32 of 64", QByteArray("JBSWY3DPEHPK3PXP").repeated(4), NakedSecret);
        row("YubiKey, 44", "ccccccijgibucehdbdnjuelklirigfgvgvcllvbdinir", YubicoOtp);
        row("YubiKey, 32", "cehdbdnjuelklirigfgvgvcllvbdinir", YubicoOtp);
        row("YubiKey with Caps Lock", "CCCCCCIJGIBUCEHDBDNJUELKLIRIGFGVGVCLLVBDINIR", YubicoOtp);
        row("privacyIDEA container", "pia://container/SMPH1?nonce=d1&url=https%3A//pi.example.com/",
            PrivacyIdeaContainer);
        row("Okta on the same device", "oktaverify://bind?x=1", OktaSameDevice);
        row("privacyIDEA two-step",
            Account + "&2step_salt=8&2step_output=20&2step_difficulty=10000", TwoStepEnrollment);
        row("day password", "otpauth://daypassword/x?secret=JBSWY3DPEHPK3PXP", DayPassword);
        row("another type", "otpauth://ocra/x?secret=JBSWY3DPEHPK3PXP", OtherOtpType);
    }
    void knowsWhatCannotBeUsedHere()
    {
        QFETCH(QByteArray, text);
        const auto offer = recognise(text.toStdString());
        QVERIFY(offer);
        const auto* unsupported = std::get_if<UnsupportedOffer>(&*offer);
        QVERIFY(unsupported);
        QTEST(unsupported->kind, "kind");
        QVERIFY(enroll::kindName(*offer) == "unsupported");
    }

    void takesNoOtherTextForASecret_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("15 characters") << QByteArray("JBSWY3DPEHPK3PX");
        QTest::newRow("65 characters") << QByteArray(65, 'A');
        QTest::newRow("both cases") << QByteArray("JBSWY3DPehpk3pxp");
        QTest::newRow("words") << QByteArray("the quick brown fox jumps");
        QTest::newRow("digits") << QByteArray("0123456789012345");
        QTest::newRow("blank at an end of a group") << QByteArray("JBSW  Y3DP  EHPK  3PXP");
        QTest::newRow("FIDO without digits") << QByteArray("FIDO:/");
        QTest::newRow("FIDO with letters") << QByteArray("FIDO:/12a");
    }
    void takesNoOtherTextForASecret()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(summary(recognise(text.toStdString())), QStringLiteral("text"));
    }

    void readsAListLineByLine()
    {
        const std::string text = "\xEF\xBB\xBF# exported\r\n\r\n" + Account.toStdString()
            + "\r\nQR-Code:" + Account.toStdString() + "\nhttps://example.test\n  \n"
            + "otpauth://totp/x?secret=\n" + Account.toStdString() + "," + Account.toStdString()
            + "\notpauth-migration://offline?data=CgwKCkhlbGxvId6tvu8%3D";
        QStringList results;
        for (const enroll::LineResult& result : recogniseLines(text))
            results << QString::number(result.line) + u' ' + summary(result.offer);
        const QStringList expected { QStringLiteral("3 otp 1"), QStringLiteral("4 otp 1"),
            QStringLiteral("5 text"), QStringLiteral("7 error secret"), QStringLiteral("8 otp 1"),
            QStringLiteral("8 otp 1"), QStringLiteral("9 migration 1") };
        QCOMPARE(results, expected);
    }

    void takesACodeOfSeveralLinksApart_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("count");
        QTest::newRow("one") << Account << 1;
        QTest::newRow("two") << Account + "\n" + Account << 2;
        QTest::newRow("blank lines and CR") << "\n" + Account + "\r\n\r\n" + Account + "\r\n" << 2;
        QTest::newRow("another kind") << Account + "\nsteam://JBSWY3DPEHPK3PXP" << 2;
        QTest::newRow("a note between") << Account + "\nnothing\n" + Account << 3;
        QTest::newRow("broken within the secret")
            << Account.chopped(4) + "\n" + Account.right(4) << 1;
        QTest::newRow("a web page in the text") << QByteArray("see\nhttps://example.test\n") << 1;
        QTest::newRow("no scheme") << QByteArray("://a\n://b") << 1;
    }
    void takesACodeOfSeveralLinksApart()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, count);
        const std::string all = text.toStdString();
        const std::vector<std::string_view> links = enroll::linksIn(all);
        QCOMPARE(static_cast<int>(links.size()), count);
        if (count == 1)
            QCOMPARE(links.front(), std::string_view(all));
        else
            QCOMPARE(links.front(), std::string_view(Account));
    }

    void readsAnEmptyListAsNothing()
    {
        QVERIFY(recogniseLines("").empty());
        QVERIFY(recogniseLines("\n\n# only a comment\n").empty());
    }

    void givesTheSecretsMemoryBack()
    {
        const std::size_t before = crypto::secureHeapInUse();
        (void)recognise(Account.toStdString());
        (void)recognise("otpauth-migration://offline?data=CgwKCkhlbGxvId6tvu8%3D");
        (void)recognise("JBSWY3DPEHPK3PXP");
        QCOMPARE(crypto::secureHeapInUse(), before);
    }
};

QTEST_GUILESS_MAIN(RecogniseTest)
#include "recognise_test.moc"
