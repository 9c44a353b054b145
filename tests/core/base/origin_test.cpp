// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/origin.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

class OriginTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void keepsSchemeHostAndPort_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<QByteArray>("origin");
        const auto row = [](const char* address, const char* origin) {
            QTest::newRow(address) << QByteArray(address) << QByteArray(origin);
        };
        row("https://acme.example", "https://acme.example");
        row("HTTPS://Acme.Example./path?q#f", "https://acme.example");
        row("https://acme.example:443/", "https://acme.example");
        row("https://acme.example:8443", "https://acme.example:8443");
        row("https://192.0.2.1", "https://192.0.2.1");
        row("https://[2001:DB8::1]:8443/", "https://[2001:db8::1]:8443");
        row("https://b\xC3\xBC"
            "cher.example",
            "https://xn--bcher-kva.example");
        row("http://localhost:8080", "http://localhost:8080");
        row("http://127.0.0.2:80", "http://127.0.0.2");
        row("http://[::1]", "http://[::1]");
    }
    void keepsSchemeHostAndPort()
    {
        QFETCH(QByteArray, address);
        const auto origin = base::originOf(address.toStdString());
        QVERIFY(origin);
        QTEST(QByteArray::fromStdString(*origin), "origin");
    }

    void refusesWhatIsNotSafe_data()
    {
        QTest::addColumn<QByteArray>("address");
        for (const char* address : { "", "acme.example", "https://", "https:///x",
                 "http://acme.example", "http://localhost.evil.example", "http://127.evil.example",
                 "ftp://acme.example", "https://user@acme.example", "https://user:pw@acme.example",
                 "https://acme..example", "https://-acme.example", "https://acme example",
                 "https://acme.example:0", "https://acme.example:65536", "https://acme.example:x",
                 "https://acme.example\\@evil", "https://[zz]", "https://[",
                 "javascript://acme.example" })
            QTest::newRow(address) << QByteArray(address);
    }
    void refusesWhatIsNotSafe()
    {
        QFETCH(QByteArray, address);
        QVERIFY(!base::originOf(address.toStdString()));
    }

    void knowsHostNames()
    {
        QVERIFY(base::isHostName("a"));
        QVERIFY(base::isHostName("api-1a2b3c4d.duosecurity.com"));
        QVERIFY(base::isHostName(std::string(63, 'a')));
        QVERIFY(!base::isHostName(std::string(64, 'a')));
        QVERIFY(!base::isHostName("a."));
        QVERIFY(!base::isHostName("a-.b"));
        std::string tooLong;
        for (int i = 0; i < 127; ++i)
            tooLong += "a.";
        QVERIFY(!base::isHostName(tooLong + "a"));
    }
};

QTEST_GUILESS_MAIN(OriginTest)
#include "origin_test.moc"
