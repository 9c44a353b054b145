// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/fixed_clock.h"
#include "ui/shell/idle_watcher.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace std::chrono_literals;
using ui::shell::IdleWatcher;

class IdleWatcherTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void tellsWhenTheLimitHasPassed()
    {
        support::FixedClock clock(1'000);
        IdleWatcher watcher(clock, 20ms, nullptr);
        QSignalSpy idled(&watcher, &IdleWatcher::idled);
        watcher.start();
        QCOMPARE(idled.size(), 0);
        clock.time += 20ms;
        QTRY_COMPARE(idled.size(), 1);
    }

    void inputStartsTheTimeAnew()
    {
        support::FixedClock clock(1'000);
        IdleWatcher watcher(clock, 5min, nullptr);
        QSignalSpy idled(&watcher, &IdleWatcher::idled);
        QLineEdit field;
        field.show();
        watcher.start();
        clock.time += 4min;
        QTest::keyClick(&field, Qt::Key_A);
        clock.time += 4min;
        QTest::keyClick(&field, Qt::Key_B);
        QCOMPARE(idled.size(), 0);
        QCOMPARE(field.text(), QStringLiteral("ab"));
    }

    void firstInputAfterSleepIsTooLateAndNotTyped()
    {
        support::FixedClock clock(1'000);
        IdleWatcher watcher(clock, 5min, nullptr);
        QSignalSpy idled(&watcher, &IdleWatcher::idled);
        QLineEdit field;
        field.show();
        watcher.start();
        clock.time += 8h;
        QTest::keyClick(&field, Qt::Key_A);
        QCOMPARE(idled.size(), 1);
        QVERIFY(field.text().isEmpty());
    }

    void clockSetBackStartsAnew()
    {
        support::FixedClock clock(1'000'000);
        IdleWatcher watcher(clock, 5min, nullptr);
        QSignalSpy idled(&watcher, &IdleWatcher::idled);
        QLineEdit field;
        field.show();
        watcher.start();
        clock.time -= 24h;
        QTest::keyClick(&field, Qt::Key_A);
        QCOMPARE(idled.size(), 0);
        clock.time += 5min;
        QTest::keyClick(&field, Qt::Key_A);
        QCOMPARE(idled.size(), 1);
    }

    void stoppedOneTellsNothing()
    {
        support::FixedClock clock(1'000);
        IdleWatcher watcher(clock, 5min, nullptr);
        QSignalSpy idled(&watcher, &IdleWatcher::idled);
        QLineEdit field;
        field.show();
        watcher.start();
        watcher.stop();
        clock.time += 1h;
        QTest::keyClick(&field, Qt::Key_A);
        QCOMPARE(idled.size(), 0);
    }
};

QTEST_MAIN(IdleWatcherTest)
#include "idle_watcher_test.moc"
