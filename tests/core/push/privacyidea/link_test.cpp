// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/privacyidea/link.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using push::privacyidea::Activation;
using push::privacyidea::OtherCode;
using push::privacyidea::readLink;

namespace {

const QByteArray Url = QByteArrayLiteral("url=https%3A//pi.example.com/ttype/push");
const QByteArray Rest = QByteArrayLiteral(
    "&ttl=10&issuer=privacyIDEA&enrollment_credential=9f2c6d1be0a94a35b8a1f6d0c3e27754aa01b2c3"
    "&v=1&serial=PIPU0001A2B3&sslverify=1&poll_only=True");

} // namespace

Q_DECLARE_METATYPE(base::ErrorCode)
Q_DECLARE_METATYPE(OtherCode)

class PrivacyIdeaLinkTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void recognisesAnEnrolmentCode_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("server");
        QTest::addColumn<QString>("account");
        const auto row = [](const char* name, QByteArray text, const char* account,
                             const char* server = "https://pi.example.com") {
            QTest::newRow(name) << text << QString::fromUtf8(server) << QString::fromUtf8(account);
        };
        row("as the server writes it", "otpauth://pipush/PIPU0001A2B3?" + Url + Rest,
            "PIPU0001A2B3");
        row("scheme pia, host in capitals", "PIA://PIPUSH/PIPU0001A2B3?" + Url + Rest,
            "PIPU0001A2B3");
        row("label with issuer, slash and blank",
            "otpauth://pipush/Corp:m%C3%BCller%20a/b@example.test?" + Url + Rest,
            "müller a/b@example.test");
        row("another order, unknown fields",
            "otpauth://pipush/x?serial=My%20Token&v=1&new=2&enrollment_credential=aa&" + Url, "x");
        row("server on this computer",
            "otpauth://pipush/x?url=http%3A//127.0.0.1%3A5000/ttype/push" + Rest, "x",
            "http://127.0.0.1:5000");
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

    void recognisesCodesWithoutAnAccount_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<OtherCode>("kind");
        QTest::newRow("container")
            << QByteArray("pia://container/SMPH0001837C?issuer=privacyIDEA&ttl=10&nonce=d161"
                          "&url=https%3A//pi.example.com/&serial=SMPH0001837C")
            << OtherCode::Container;
        QTest::newRow("two-step HOTP")
            << QByteArray("otpauth://hotp/OATH0001?secret=JBSWY3DPEHPK3PXP&counter=1&digits=6"
                          "&2step_salt=8&2step_output=20&2step_difficulty=10000")
            << OtherCode::TwoStep;
        QTest::newRow("two-step TOTP, one field only")
            << QByteArray("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&2step_salt=8")
            << OtherCode::TwoStep;
        QTest::newRow("day password")
            << QByteArray("otpauth://daypassword/x?secret=JBSWY3DPEHPK3PXP&period=43200")
            << OtherCode::DayPassword;
    }
    void recognisesCodesWithoutAnAccount()
    {
        QFETCH(QByteArray, text);
        const auto link = readLink(text.toStdString());
        QVERIFY(link);
        const auto* kind = std::get_if<OtherCode>(&*link);
        QVERIFY(kind);
        QTEST(*kind, "kind");
    }

    void leavesOtherTextsAlone_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text :
            { "", "otpauth://hotp/x?secret=JBSWY3DPEHPK3PXP&counter=1&creator=privacyidea",
                "https://pi.example.com/ttype/push?v=1", "otpauth://totp/pipush?secret=A",
                "pipush" })
            QTest::newRow(text) << QByteArray(text);
    }
    void leavesOtherTextsAlone()
    {
        QFETCH(QByteArray, text);
        const auto link = readLink(text.toStdString());
        QVERIFY(link && std::holds_alternative<std::monostate>(*link));
    }

    void refusesACodeItCannotTrust_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<base::ErrorCode>("code");
        QTest::addColumn<QByteArrayList>("arguments");
        using enum base::ErrorCode;
        const auto row = [](const char* name, QByteArray query, base::ErrorCode code,
                             QByteArrayList arguments) {
            QTest::newRow(name) << query << code << arguments;
        };
        const auto without = [](const char* part) {
            return QByteArray(Url + Rest).replace(part, "");
        };
        row("no address", Rest, MissingField, { "url" });
        row("two addresses", Url + "&url=https://evil.example" + Rest, ConflictingField, { "url" });
        row("unencrypted address", "url=http%3A//pi.example.com" + Rest, InvalidField,
            { "url", "http://pi.example.com", "https://" });
        row("address that is none", "url=pi" + Rest, InvalidField, { "url", "pi", "https://" });
        row("no version", without("&v=1"), MissingField, { "v" });
        row("version 2", Url + Rest + "&x", InvalidField, { "v", "2", "1" });
        row("no serial", without("&serial=PIPU0001A2B3"), MissingField, { "serial" });
        row("no credential",
            without("&enrollment_credential=9f2c6d1be0a94a35b8a1f6d0c3e27754aa01b2c3"),
            MissingField, { "enrollment_credential" });
    }
    void refusesACodeItCannotTrust()
    {
        QFETCH(QByteArray, query);
        QFETCH(QByteArrayList, arguments);
        if (arguments.value(1) == "2")
            query.replace("v=1", "v=2");
        const auto link = readLink(("otpauth://pipush/x?" + query).toStdString());
        QVERIFY(!link);
        QTEST(link.error().code, "code");
        QByteArrayList given;
        for (const std::string& argument : link.error().arguments)
            given << QByteArray::fromStdString(argument);
        QCOMPARE(given, arguments);
    }
};

QTEST_GUILESS_MAIN(PrivacyIdeaLinkTest)
#include "link_test.moc"
