// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/link.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using push::okta::Activation;
using push::okta::readLink;
using push::okta::SameDevice;

Q_DECLARE_METATYPE(base::ErrorCode)

class OktaLinkTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void recognisesAnEnrolmentCode_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("server");
        QTest::addColumn<QString>("account");
        const auto row = [](const char* name, QByteArray text, const char* server,
                             const char* account) {
            QTest::newRow(name) << text << QString::fromUtf8(server) << QString::fromUtf8(account);
        };
        const QByteArray rest = "t=ot-_dt1&f=autTEST1&issuer=acme.okta.example&isIdxEnabled=true";
        const char* const acme = "https://acme.okta.example";
        row("Identity Engine",
            "oktaverify://rin@acme.example.com/?s=https://acme.okta.example&" + rest, acme,
            "rin@acme.example.com");
        row("the host of the user's name is not the server",
            "oktaverify://rin%40evil.example/?s=https%3A%2F%2Facme.okta.example&" + rest, acme,
            "rin@evil.example");
        row("scheme in capitals, no slash, no f",
            "OKTAVERIFY://rin?t=x&s=https://acme.okta.example", acme, "rin");
        row("user called bind", "oktaverify://bind/?t=x&s=https://acme.okta.example", acme, "bind");
        row("port and path of the server",
            "oktaverify://rin/?t=x&s=https://ACME.okta.example:8443/x/",
            "https://acme.okta.example:8443", "rin");
        row("this computer without encryption", "oktaverify://rin/?t=x&s=http://127.0.0.1:8080",
            "http://127.0.0.1:8080", "rin");
        row("Classic",
            "otpauth://totp/acme.okta.example:rin%40acme.example?issuer=acme.okta.example"
            "&t=x&f=opf1&s=https%3A%2F%2Facme.okta.example&touchIdRequired=false",
            acme, "rin@acme.example");
        row("Classic without a colon", "otpauth://totp/rin?t=x&f=opf1&s=https://acme.okta.example",
            acme, "rin");
    }
    void recognisesAnEnrolmentCode()
    {
        QFETCH(QByteArray, text);
        const auto link = readLink(text.toStdString());
        QVERIFY(link);
        const auto* activation = std::get_if<Activation>(&*link);
        QVERIFY(activation);
        QTEST(activation->server, "server");
        QTEST(activation->account, "account");
    }

    void recognisesALinkForTheSameDevice()
    {
        const auto link = readLink("oktaverify://bind?x=1");
        QVERIFY(link && std::holds_alternative<SameDevice>(*link));
    }

    void leavesOtherTextsAlone_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("ordinary account of an organisation")
            << QByteArray("otpauth://totp/acme.okta.example:rin?secret=JBSWY3DPEHPK3PXP");
        QTest::newRow("secret and ticket") << QByteArray(
            "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&t=x&f=y&s=https://acme.okta.example");
        QTest::newRow("otpauth without f")
            << QByteArray("otpauth://totp/x?t=x&s=https://acme.okta.example");
        QTest::newRow("web page") << QByteArray("https://acme.okta.example/?t=x&f=y&s=z");
        QTest::newRow("text") << QByteArray("oktaverify");
        QTest::newRow("nothing") << QByteArray();
    }
    void leavesOtherTextsAlone()
    {
        QFETCH(QByteArray, text);
        const auto link = readLink(text.toStdString());
        QVERIFY(link && std::holds_alternative<std::monostate>(*link));
    }

    void refusesACodeItCannotTrust_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<base::ErrorCode>("code");
        QTest::addColumn<QByteArrayList>("arguments");
        using enum base::ErrorCode;
        const auto server = [](const char* name, const QByteArray& value) {
            QTest::newRow(name) << "oktaverify://rin/?t=x&s=" + value << InvalidField
                                << QByteArrayList { "s", value, "https://" };
        };
        server("unencrypted server", "http://acme.okta.example");
        server("another scheme", "javascript://acme.okta.example");
        server("a user's name before the host", "https://acme.okta.example@evil.example");
        server("no host", "https://");
        server("no scheme", "acme.okta.example");
        server("bad port", "https://acme.okta.example:0");
        QTest::newRow("no ticket") << QByteArray("oktaverify://rin/?s=https://a.example")
                                   << MissingField << QByteArrayList { "t" };
        QTest::newRow("no server")
            << QByteArray("oktaverify://rin/?t=x") << MissingField << QByteArrayList { "s" };
        QTest::newRow("two tickets") << QByteArray("oktaverify://rin/?t=x&t=y&s=https://a.example")
                                     << ConflictingField << QByteArrayList { "t" };
        QTest::newRow("two servers")
            << QByteArray("oktaverify://rin/?t=x&s=https://a.example&s=https://b.example")
            << ConflictingField << QByteArrayList { "s" };
    }
    void refusesACodeItCannotTrust()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArrayList, arguments);
        const auto link = readLink(text.toStdString());
        QVERIFY(!link);
        QTEST(link.error().code, "code");
        QByteArrayList given;
        for (const std::string& argument : link.error().arguments)
            given << QByteArray::fromStdString(argument);
        QCOMPARE(given, arguments);
    }
};

QTEST_GUILESS_MAIN(OktaLinkTest)
#include "link_test.moc"
