// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/clock.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/fixed_clock.h"

#include <QDateTime>
#include <QTest>

class ClockTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void roundsSecondsDown_data()
    {
        QTest::addColumn<qint64>("milliseconds");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("the epoch") << qint64 { 0 } << qint64 { 0 };
        QTest::newRow("just before a second") << qint64 { 999 } << qint64 { 0 };
        QTest::newRow("a second") << qint64 { 1000 } << qint64 { 1 };
        QTest::newRow("just before the epoch") << qint64 { -1 } << qint64 { -1 };
        QTest::newRow("a second before the epoch") << qint64 { -1000 } << qint64 { -1 };
        QTest::newRow("beyond 32 bits")
            << qint64 { 20'000'000'000'999 } << qint64 { 20'000'000'000 };
    }
    void roundsSecondsDown()
    {
        QFETCH(qint64, milliseconds);
        QFETCH(qint64, seconds);
        const base::Time time { std::chrono::milliseconds(milliseconds) };
        QCOMPARE(base::unixSeconds(time), std::int64_t { seconds });
        QCOMPARE(base::unixMilliseconds(time), std::int64_t { milliseconds });
        QCOMPARE(base::unixMilliseconds(base::fromUnixSeconds(seconds)),
            std::int64_t { seconds } * 1000);
    }

    void theSystemClockTellsWhatQtTells()
    {
        const base::SystemClock clock;
        const qint64 before = QDateTime::currentMSecsSinceEpoch();
        const std::int64_t now = base::unixMilliseconds(clock.now());
        const qint64 after = QDateTime::currentMSecsSinceEpoch();
        QVERIFY(before <= now && now <= after);
    }

    void aFixedClockMovesOnlyWhenTold()
    {
        support::FixedClock clock(1'767'225'600);
        QCOMPARE(base::unixSeconds(clock.now()), std::int64_t { 1'767'225'600 });
        clock.time += std::chrono::hours(1);
        QCOMPARE(base::unixSeconds(clock.now()), std::int64_t { 1'767'229'200 });
    }
};

QTEST_GUILESS_MAIN(ClockTest)
#include "clock_test.moc"
