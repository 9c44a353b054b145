// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/tiqr/link.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using push::tiqr::Activation;
using push::tiqr::readLink;
using push::tiqr::SignIn;

Q_DECLARE_METATYPE(base::ErrorCode)

class TiqrLinkTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void recognisesAnEnrolmentCode_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("server");
        const auto row = [](const char* name, QByteArray text,
                             const char* server = "https://h.example") {
            QTest::newRow(name) << text << QString::fromUtf8(server);
        };
        row("custom link", "tiqrenroll://https://h.example/p?key=abc");
        row("custom link, colon lost", "tiqrenroll://https//h.example/p?key=abc");
        row("custom link in capitals", "TIQRENROLL://HTTPS://h.example/p?key=abc");
        row("eduID's custom link", "eduidenroll://https://h.example/p");
        row("web address",
            "https://app.example/tiqrenroll?metadata=https%3A%2F%2Fh.example%2Fp%3Fkey%3Dabc");
        row("web address with a slash and more parameters",
            "https://app.example/tiqrenroll/?x=1&metadata=https%3A%2F%2Fh.example%2Fp");
        row("this computer without encryption", "tiqrenroll://http://127.0.0.1:8080/p?key=abc",
            "http://127.0.0.1:8080");
        row("this computer, colon lost", "tiqrenroll://http//localhost/p", "http://localhost");
    }
    void recognisesAnEnrolmentCode()
    {
        QFETCH(QByteArray, text);
        const auto link = readLink(text.toStdString());
        QVERIFY(link);
        const auto* activation = std::get_if<Activation>(&*link);
        QVERIFY(activation);
        QTEST(activation->server, "server");
    }

    void recognisesASignIn_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("service");
        QTest::addColumn<QString>("account");
        const auto row = [](const char* name, QByteArray text, const char* service,
                             const char* account) {
            QTest::newRow(name) << text << QString::fromUtf8(service) << QString::fromUtf8(account);
        };
        row("five parts", "tiqrauth://jan@idp.example/abcdef/0123456789/sp.example/2",
            "idp.example", "jan");
        row("four parts", "tiqrauth://jan@idp.example/abcdef/0123456789/sp", "idp.example", "jan");
        row("three parts", "tiqrauth://jan@idp.example/abcdef/0123456789", "idp.example", "jan");
        row("address to go back to", "tiqrauth://jan@idp/abcdef/0123456789/sp/2?https%3A%2F%2Fa",
            "idp", "jan");
        row("user with an at sign", "tiqrauth://jan%40example.org@idp/s/c", "idp",
            "jan@example.org");
        row("user with a raw at sign", "tiqrauth://jan@example.org@idp/s/c", "idp",
            "jan@example.org");
        row("user with a blank", "tiqrauth://a+b@idp/s/c", "idp", "a b");
        row("user with a plus", "tiqrauth://p%2Bq@idp/s/c", "idp", "p+q");
        row("user in other letters", "tiqrauth://%C3%BCn%C3%AFcode@idp/s/c", "idp", "ünïcode");
        row("service provider with encoded slashes",
            "tiqrauth://jan@idp/s/c/https%3A%2F%2Fsp.example%2Fa+b/2", "idp", "jan");
        row("no user", "tiqrauth://idp.example/s/c/sp/2", "idp.example", "");
        row("empty user", "tiqrauth://@idp.example/s/c", "idp.example", "");
        row("service with a blank, in capitals", "tiqrauth://u@eduID local/s/c", "eduID local",
            "u");
        row("service with an underscore", "tiqrauth://u@org_privacyidea/s/c", "org_privacyidea",
            "u");
        row("eduID's custom link", "eduidauth://u@idp/s/c/sp/0.0.1", "idp", "u");
        row("web address", "https://app.example/tiqrauth?u=a+b&s=01&q=02&i=idp&v=0.0.1", "idp",
            "a b");
        row("web address in another order, with a slash",
            "https://app.example/tiqrauth/?i=eduID%20local&q=02&s=01", "eduID local", "");
        row("web address, empty user", "https://app.example/tiqrauth?u=&s=01&q=02&i=idp", "idp",
            "");
    }
    void recognisesASignIn()
    {
        QFETCH(QByteArray, text);
        const auto link = readLink(text.toStdString());
        QVERIFY(link);
        const auto* signIn = std::get_if<SignIn>(&*link);
        QVERIFY(signIn);
        QTEST(signIn->service, "service");
        QTEST(signIn->account, "account");
    }

    void leavesOtherTextsAlone_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text :
            { "", "tiqrauth", "https://app.example/tiqrauth", "https://app.example/tiqrauth?x=1",
                "https://app.example/tiqrenroll", "https://app.example/other?s=01&q=02&i=idp",
                "http://app.example/tiqrauth?s=01&q=02&i=idp" })
            QTest::newRow(text) << QByteArray(text);
    }
    void leavesOtherTextsAlone()
    {
        QFETCH(QByteArray, text);
        const auto link = readLink(text.toStdString());
        QVERIFY(link && std::holds_alternative<std::monostate>(*link));
    }

    void refusesABrokenLink_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<base::ErrorCode>("code");
        QTest::addColumn<QByteArrayList>("arguments");
        using enum base::ErrorCode;
        const auto row = [](const char* name, QByteArray text, base::ErrorCode code,
                             QByteArrayList arguments) {
            QTest::newRow(name) << text << code << arguments;
        };
        const QByteArray web = "https://app.example/tiqrauth?";
        const QByteArray enrol = "https://app.example/tiqrenroll?metadata=";
        row("two parts", "tiqrauth://u@idp/s", MissingField, { "challenge" });
        row("empty challenge", "tiqrauth://u@idp/s/", MissingField, { "challenge" });
        row("empty challenge before more", "tiqrauth://u@idp/s//sp", MissingField, { "challenge" });
        row("one part", "tiqrauth://u@idp", MissingField, { "session" });
        row("empty session", "tiqrauth://u@idp//c", MissingField, { "session" });
        row("no service", "tiqrauth://u@/s/c", MissingField, { "service" });
        row("nothing", "tiqrauth://", MissingField, { "service" });
        row("web address without q", web + "s=01&i=idp", MissingField, { "q" });
        row("web address with q twice", web + "s=01&i=idp&q=1&q=2", ConflictingField, { "q" });
        row("web address with two users", web + "s=01&i=idp&q=1&u=a&u=b", ConflictingField,
            { "u" });
        row("metadata in a file", enrol + "file%3A%2F%2F%2Fetc%2Fpasswd", InvalidField,
            { "metadata", "file:///etc/passwd", "https://" });
        row("metadata in a script", enrol + "javascript%3Aalert(1)", InvalidField,
            { "metadata", "javascript:alert(1)", "https://" });
        row("unencrypted metadata; its key is not shown", "tiqrenroll://http://h.example/p?key=abc",
            InvalidField, { "metadata", "http://h.example/p", "https://" });
        row("metadata twice", enrol + "https://a.example&metadata=https://a.example",
            ConflictingField, { "metadata" });
        row("no metadata", "tiqrenroll://", InvalidField, { "metadata", "", "https://" });
    }
    void refusesABrokenLink()
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

QTEST_GUILESS_MAIN(TiqrLinkTest)
#include "link_test.moc"
