// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/activation.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using push::okta::readTicket;

class OktaActivationTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void readsTheTicketOfACode_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QByteArray>("factor");
        QTest::addColumn<QByteArray>("server");
        QTest::addColumn<QString>("account");
        QTest::newRow("Identity Engine")
            << QByteArray("oktaverify://rin@acme.example.com/?t=ot-_dt1&f=autTEST1"
                          "&s=https://acme.okta.example&issuer=acme.okta.example"
                          "&isIdxEnabled=true")
            << QByteArray("ot-_dt1") << QByteArray("autTEST1")
            << QByteArray("https://acme.okta.example") << QStringLiteral("rin@acme.example.com");
        QTest::newRow("Classic") << QByteArray(
            "otpauth://totp/acme.okta.example:rin%40acme.example"
            "?issuer=acme.okta.example&t=a%2Bb+c&f=opf1"
            "&s=https%3A%2F%2Facme.okta.example&touchIdRequired=false")
                                 << QByteArray("a+b+c") << QByteArray("opf1")
                                 << QByteArray("https://acme.okta.example")
                                 << QStringLiteral("rin@acme.example");
        QTest::newRow("this computer, any port")
            << QByteArray("oktaverify://rin/?t=x&s=https://127.0.0.1:8443") << QByteArray("x")
            << QByteArray() << QByteArray("https://127.0.0.1:8443") << QStringLiteral("rin");
        QTest::newRow("this computer in the new numbers")
            << QByteArray("oktaverify://rin/?t=x&s=https://[::1]:8443") << QByteArray("x")
            << QByteArray() << QByteArray("https://[::1]:8443") << QStringLiteral("rin");
        QTest::newRow("ordinary port and slash")
            << QByteArray("oktaverify://rin/?t=x&s=https://acme.okta.example:443/")
            << QByteArray("x") << QByteArray() << QByteArray("https://acme.okta.example")
            << QStringLiteral("rin");
    }
    void readsTheTicketOfACode()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, token);
        QFETCH(QByteArray, factor);
        QFETCH(QByteArray, server);
        const auto ticket = readTicket(text.toStdString());
        QVERIFY(ticket);
        QCOMPARE(ticket->token.text(), std::string_view(token.constData()));
        QCOMPARE(ticket->factorId, factor.toStdString());
        QCOMPARE(ticket->server, server.toStdString());
        QTEST(ticket->account, "account");
    }

    void contactsOrdinaryServersAlone_data()
    {
        QTest::addColumn<QByteArray>("server");
        for (const char* const server :
            { "https://acme.okta.example:8443", "https://acme.okta.example/x",
                "https://acme.okta.example?x=1", "https://192.0.2.1", "https://[2001:db8::1]",
                "http://acme.okta.example", "https://rin@acme.okta.example" })
            QTest::newRow(server) << QByteArray(server);
    }
    void contactsOrdinaryServersAlone()
    {
        QFETCH(QByteArray, server);
        const auto ticket = readTicket(
            "oktaverify://rin/?t=x&s=" + QByteArray(server).toPercentEncoding().toStdString());
        QVERIFY(!ticket);
        QCOMPARE(ticket.error().code, base::ErrorCode::InvalidField);
        QCOMPARE(ticket.error().arguments.at(0), std::string("s"));
    }

    void otherTextsHaveNoTicket_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("same device") << QByteArray("oktaverify://bind?x=1");
        QTest::newRow("ordinary account")
            << QByteArray("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&issuer=acme.okta.example");
        QTest::newRow("nothing") << QByteArray();
    }
    void otherTextsHaveNoTicket()
    {
        QFETCH(QByteArray, text);
        const auto ticket = readTicket(text.toStdString());
        QVERIFY(!ticket);
        QCOMPARE(ticket.error().code, base::ErrorCode::NotRecognised);
    }

    void aTicketThatWouldEndAHeaderIsRefused()
    {
        for (const char* const token : { "a%0D%0AHost:%20x", "a%20b", "%C3%A4" }) {
            const auto ticket = readTicket(
                std::string("oktaverify://rin/?t=") + token + "&s=https://acme.okta.example");
            QVERIFY(!ticket);
            QCOMPARE(ticket.error().code, base::ErrorCode::InvalidField);
            QVERIFY(ticket.error().arguments == std::vector<std::string>({ "t" }));
        }
    }
};

QTEST_GUILESS_MAIN(OktaActivationTest)
#include "activation_test.moc"
