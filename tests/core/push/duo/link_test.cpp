// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/duo/link.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using push::duo::Activation;
using push::duo::readLink;

namespace {

const QByteArray Code = QByteArrayLiteral("Zt4Qm9XwLb2Hc7RkPe1V");
const QByteArray WebHost = QByteArrayLiteral("https://m-1a2b3c4d.duosecurity.com/");
const QByteArray ApiHost = QByteArrayLiteral("https://api-1a2b3c4d.duosecurity.com/");

QByteArray codeFor(const QByteArray& host)
{
    return Code + '-' + host.toBase64(QByteArray::OmitTrailingEquals);
}

} // namespace

class DuoLinkTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void recognisesEveryForm_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("server");
        const auto row = [](const char* name, QByteArray text,
                             const char* server = "https://api-1a2b3c4d.duosecurity.com") {
            QTest::newRow(name) << text << QString::fromUtf8(server);
        };
        const QByteArray plain = "Zt4Qm9XwLb2Hc7RkPe1V-YXBpLTFhMmIzYzRkLmR1b3NlY3VyaXR5LmNvbQ";
        row("1, code and host", plain);
        row("1, with padding", plain + "==");
        row("2, duo://", "duo://" + plain);
        row("2, DUO://", "DUO://" + plain);
        row("3, angle brackets", " <" + plain + "> ");
        row("4, activate", WebHost + "activate/" + Code);
        row("5, android", WebHost + "android/" + Code);
        row("6, iphone", WebHost + "iphone/" + Code);
        row("7, picture with form 1", ApiHost + "frame/qr?value=" + plain);
        row("7, picture with form 2", ApiHost + "frame/qr?value=duo%3A%2F%2F" + plain);
        row("7, picture with form 4",
            ApiHost + "frame/qr?x=1&value=" + (WebHost + "activate/" + Code).toPercentEncoding());
        row("8, the endpoint", ApiHost + "push/v2/activation/" + Code);
        row("host in capitals with a final dot",
            "https://M-1A2B3C4D.DUOSECURITY.COM./activate/" + Code);
        row("one digit", codeFor("api-1.duosecurity.com"), "https://api-1.duosecurity.com");
        row("government cloud", codeFor("api-1a2b3c4d.duofederal.com"),
            "https://api-1a2b3c4d.duofederal.com");
        row("code with a dash", "abcd-efgh-" + codeFor("api-1a2b3c4d.duosecurity.com").mid(21));
    }
    void recognisesEveryForm()
    {
        QFETCH(QByteArray, text);
        const auto link = readLink(text.toStdString());
        QVERIFY(link);
        const auto* activation = std::get_if<Activation>(&*link);
        QVERIFY(activation);
        QTEST(activation->server, "server");
    }

    void acceptsOtherHostsOnlyFromSettings()
    {
        const std::vector<std::string> more { ".example.test", "localhost:8443" };
        const QByteArray text = codeFor("api-1a2b3c4d.example.test");
        QCOMPARE(text.size(), 21 + 34);
        QVERIFY(!readLink(text.toStdString()));
        const auto link = readLink(text.toStdString(), more);
        QVERIFY(link);
        QCOMPARE(std::get<Activation>(*link).server,
            QStringLiteral("https://api-1a2b3c4d.example.test"));
        const auto local = readLink(("duo://" + codeFor("localhost:8443")).toStdString(), more);
        QVERIFY(local);
        QCOMPARE(std::get<Activation>(*local).server, QStringLiteral("https://localhost:8443"));
    }

    void refusesLookAlikeHosts_data()
    {
        QTest::addColumn<QByteArray>("host");
        for (const char* host : { "api-1a2b.duosecurity.com.evil.test", "evilduosecurity.com",
                 "duosecurity.com", "api-1a2b.duosecurity.com:8443", "192.0.2.1" })
            QTest::newRow(host) << QByteArray(host);
    }
    void refusesLookAlikeHosts()
    {
        QFETCH(QByteArray, host);
        for (const QByteArray& text : { codeFor(host), "duo://" + codeFor(host) }) {
            const auto link = readLink(text.toStdString());
            QVERIFY(!link);
            QCOMPARE(link.error().code, base::ErrorCode::InvalidField);
            const std::vector<std::string> expected { "host", host.toStdString(),
                "duosecurity.com, duofederal.com" };
            QCOMPARE(link.error().arguments, expected);
        }
        // A web address elsewhere is just a web address.
        const auto page =
            readLink("https://m-" + host.toStdString() + "/activate/" + Code.toStdString());
        QVERIFY(page);
        QVERIFY(host.startsWith("api-1a2b.duosecurity.com:")
            || std::holds_alternative<std::monostate>(*page));
    }

    void refusesACodeWithoutAHost_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("the vendor's sample: 22 bytes that are no host")
            << QByteArray("duo://8LIRa5danrICkhHtkLxi-cKLu2DWzDYCmBwBHY2YzW5ZYnYaRxA");
        QTest::newRow("a word") << QByteArray("duo://activation-code");
        QTest::newRow("no dash") << "duo://" + Code;
        QTest::newRow("nothing") << QByteArray("duo://");
        QTest::newRow("user's name in the host") << "duo://" + codeFor("a@api-1.duosecurity.com");
        QTest::newRow("not ASCII") << "duo://" + codeFor("api-\xC3\xA4.duosecurity.com");
        QTest::newRow("host of 1,000 characters")
            << "duo://" + codeFor(QByteArray(1000, 'a') + ".duosecurity.com");
        QTest::newRow("code of 7 characters")
            << "duo://abcdefg-" + codeFor("api-1.duosecurity.com").mid(21);
        QTest::newRow("picture of nothing") << ApiHost + "frame/qr?value=hello";
        QTest::newRow("picture of the vendor's example")
            << ApiHost + "frame/qr?value=duo%3A%2F%2Factivation-code";
        const QByteArray inner = ApiHost + "frame/qr?value=" + codeFor("api-1.duosecurity.com");
        const QByteArray middle = ApiHost + "frame/qr?value=" + inner.toPercentEncoding();
        QTest::newRow("picture of a picture of a picture")
            << ApiHost + "frame/qr?value=" + middle.toPercentEncoding();
    }
    void refusesACodeWithoutAHost()
    {
        QFETCH(QByteArray, text);
        const auto link = readLink(text.toStdString());
        QVERIFY(!link);
        QCOMPARE(link.error().code, base::ErrorCode::InvalidField);
        QCOMPARE(link.error().arguments, std::vector<std::string> { "code" });
    }

    void asksForTheValueOfAPicture()
    {
        const auto link = readLink((ApiHost + "frame/qr").toStdString());
        QVERIFY(!link);
        QCOMPARE(link.error().code, base::ErrorCode::MissingField);
        QCOMPARE(link.error().arguments, std::vector<std::string> { "value" });
    }

    void leavesOtherTextsAlone_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : { "", "hello-world", "some-text-with-dashes", "JBSWY3DPEHPK3PXP",
                 "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP", "https://duo.com/docs",
                 "https://m-1a2b3c4d.duosecurity.com/", "https://m-1a2b3c4d.duosecurity.com/help",
                 "https://api-1a2b.duosecurity.com@evil.test/activate/Zt4Qm9XwLb2Hc7RkPe1V",
                 "http://m-1a2b3c4d.duosecurity.com/activate/Zt4Qm9XwLb2Hc7RkPe1V",
                 "123e4567-e89b-12d3-a456-426614174000", "abcdefgh-Zm9v" })
            QTest::newRow(text) << QByteArray(text);
    }
    void leavesOtherTextsAlone()
    {
        QFETCH(QByteArray, text);
        const auto link = readLink(text.toStdString());
        QVERIFY(link && std::holds_alternative<std::monostate>(*link));
    }
};

QTEST_GUILESS_MAIN(DuoLinkTest)
#include "link_test.moc"
