// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/net/http_date.h"
#include "core/net/server_times.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using namespace std::chrono_literals;

namespace {

constexpr base::Time Now = base::fromUnixSeconds(1'760'000'400); // 2025-10-09 09:00:00

} // namespace

class HttpDateTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void readsTheFormsOfTheStandard_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("seconds");
        const auto row = [](const char* text, qint64 seconds) {
            QTest::newRow(text) << QByteArray(text) << seconds;
        };
        // RFC 9110, section 5.6.7: one moment in three forms
        row("Sun, 06 Nov 1994 08:49:37 GMT", 784'111'777);
        row("Sunday, 06-Nov-94 08:49:37 GMT", 784'111'777);
        row("Sun Nov  6 08:49:37 1994", 784'111'777);
        row("Thu, 01 Jan 1970 00:00:00 GMT", 0);
        row("Thu, 29 Feb 2024 23:59:60 GMT", 1'709'251'200);
        row("Wednesday, 01-Jan-75 00:00:00 GMT", 3'313'526'400); // 2075: 50 years ahead
        row("Thursday, 01-Jan-76 00:00:00 GMT", 189'302'400); // 1976: 51 would be
    }
    void readsTheFormsOfTheStandard()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, seconds);
        QCOMPARE(net::readHttpDate(text.toStdString(), Now), base::fromUnixSeconds(seconds));
    }

    void refusesWhatIsNoDate_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* const text : { "", "0", "Sun, 06 Nov 1994 08:49:37 CET",
                 "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
                 "Sun, 06 Nov 1994 08:60:00 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
                 "Sun, 006 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 19940 08:49:37 GMT",
                 "Sun, 06 Nov 1994 8:49:37 GMT", "Sun, 06 Nov 1994 08:49:37",
                 "Sun, 06 Nov 1994 08:49:37 GMT GMT", "1994-11-06T08:49:37Z" })
            QTest::newRow(text) << QByteArray(text);
    }
    void refusesWhatIsNoDate()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!net::readHttpDate(text.toStdString(), Now));
    }

    void readsHowLongToWait_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("seconds"); // -1: not at all
        const auto row = [](const char* text, int seconds) {
            QTest::newRow(text) << QByteArray(text) << seconds;
        };
        row("0", 0);
        row("120", 120);
        row("86401", 86'400);
        row("999999999999", 86'400);
        row("9999999999999", -1);
        row("-5", -1);
        row("1.5", -1);
        row("soon", -1);
        row("", -1);
        row("Thu, 09 Oct 2025 09:02:00 GMT", 120);
        row("Thu, 09 Oct 2025 08:00:00 GMT", 0);
        row("Fri, 09 Oct 2026 09:00:00 GMT", 86'400);
    }
    void readsHowLongToWait()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, seconds);
        const auto wait = net::readRetryAfter(text.toStdString(), Now);
        QCOMPARE(wait ? static_cast<int>(wait->count()) : -1, seconds);
    }

    void aServersClockLiesBetweenWhatItCanBe()
    {
        net::ServerTimes times;
        // Ten seconds ahead; the answer took 2 s, the date is cut by up to one.
        times.learn("https://a.example", Now + 10s, Now - 1s, Now + 1s);
        QCOMPARE(times.of("https://a.example"),
            (net::ServerTime { .offset = 10'500ms, .uncertainty = 1'500ms }));
        QVERIFY(!times.of("https://b.example"));
    }

    void aClockThatWasSetBackMeanwhileTeachesNothing()
    {
        net::ServerTimes times;
        times.learn("https://a.example", Now, Now, Now - 1h);
        QVERIFY(!times.of("https://a.example"));
    }
};

QTEST_GUILESS_MAIN(HttpDateTest)
#include "http_date_test.moc"
