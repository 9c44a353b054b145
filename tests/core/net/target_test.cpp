// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/net/target.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using base::ErrorCode;

class TargetTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void knowsWhereARequestMayGo_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("origin");
        const auto row = [](const char* url, const char* origin) {
            QTest::newRow(url) << QByteArray(url) << QByteArray(origin);
        };
        row("https://push.example/a?b=c", "https://push.example");
        row("https://PUSH.example:443/", "https://push.example");
        row("https://push.example:8443", "https://push.example:8443");
        row("https://localhost:8443/", "https://localhost:8443");
        row("http://127.0.0.1:8080/", "http://127.0.0.1:8080");
        row("http://127.8.9.10/", "http://127.8.9.10");
        row("http://[::1]:8080/", "http://[::1]:8080");
    }
    void knowsWhereARequestMayGo()
    {
        QFETCH(QByteArray, url);
        QFETCH(QByteArray, origin);
        const auto target = net::targetOf(url.toStdString());
        QVERIFY(target);
        QCOMPARE(QByteArray::fromStdString(target->origin), origin);
        QCOMPARE(target->isEncrypted, origin.startsWith("https"));
    }

    void refusesTheRest_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<int>("code");
        const auto row = [](const char* url, ErrorCode code) {
            QTest::newRow(url) << QByteArray(url) << static_cast<int>(code);
        };
        for (const char* const url :
            { "http://push.example/", "http://localhost/", "http://10.0.0.1/",
                "http://127.0.0.1.evil.example/", "http://128.0.0.1/", "http://[::2]/",
                "http://[fe80::1]/", "http://0.0.0.0/", "http://[::]/", "HTTP://push.example/" })
            row(url, ErrorCode::NotEncrypted);
        for (const char* const url : { "", "/", "push.example", "https://", "https:///a",
                 "ftp://push.example/", "file:///etc/passwd", "data:,x", "https://a@push.example/",
                 "https://@push.example/", "https://a:b@push.example/", "https://push.example:0/",
                 "https://push.example:70000/", "https://push .example/", "https://pu%00sh/",
                 "javascript:alert(1)" })
            row(url, ErrorCode::InvalidField);
    }
    void refusesTheRest()
    {
        QFETCH(QByteArray, url);
        QFETCH(int, code);
        const auto target = net::targetOf(url.toStdString());
        QVERIFY(!target);
        QCOMPARE(static_cast<int>(target.error().code), code);
    }

    void errorsDoNotRepeatAnAddressThatMayHoldASecret()
    {
        const auto target = net::targetOf("https://a@push.example/?token=Zq81");
        QVERIFY(!target);
        QVERIFY(target.error().context.find("Zq81") == std::string::npos);
        for (const std::string& argument : target.error().arguments)
            QVERIFY(argument.find("Zq81") == std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TargetTest)
#include "target_test.moc"
