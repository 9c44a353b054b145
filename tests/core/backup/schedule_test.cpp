// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/backup/schedule.h"
#include "tests/support/backup_home.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using backup::Occasion;
using namespace std::chrono_literals;

/// When a backup is due.
class ScheduleTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void isDueWhen_data()
    {
        QTest::addColumn<int>("occasion");
        QTest::addColumn<int>("minutesSinceGood"); // negative: there is none
        QTest::addColumn<int>("minutesSinceFailure");
        QTest::addColumn<QByteArray>("changed"); // nothing, counters, content
        QTest::addColumn<bool>("isThere");
        QTest::addColumn<bool>("isDue");
        const auto row = [](const char* name, Occasion occasion, int good, int failure,
                             const char* changed, bool isThere, bool isDue) {
            QTest::newRow(name) << static_cast<int>(occasion) << good << failure
                                << QByteArray(changed) << isThere << isDue;
        };
        constexpr int Day = 24 * 60;
        row("the first", Occasion::Change, -1, -1, "content", false, true);
        row("the first, at a tick", Occasion::Tick, -1, -1, "content", false, true);
        row("ten minutes later", Occasion::Change, 10, -1, "content", true, true);
        row("nine minutes later", Occasion::Change, 9, -1, "content", true, false);
        row("nine minutes later, at exit", Occasion::Exit, 9, -1, "content", true, false);
        row("at lock", Occasion::Lock, 60, -1, "content", true, true);
        row("at exit", Occasion::Exit, 60, -1, "content", true, true);
        row("nothing changed", Occasion::Lock, 60, -1, "nothing", true, false);
        row("nothing changed for days", Occasion::Tick, 9 * Day, -1, "nothing", true, false);
        row("counters wait", Occasion::Exit, 60, -1, "counters", true, false);
        row("counters wait a day", Occasion::Exit, Day, -1, "counters", true, true);
        row("a tick waits", Occasion::Tick, Day - 1, -1, "content", true, false);
        row("a tick waits a day", Occasion::Tick, Day, -1, "content", true, true);
        row("the last one is gone", Occasion::Lock, 1, -1, "nothing", false, true);
        row("a failure is tried again", Occasion::Tick, 60, 10, "content", true, true);
        row("not at once", Occasion::Exit, 60, 9, "content", true, false);
        row("none yet, tried just now", Occasion::Change, -1, 1, "content", false, false);
        row("the clock went back", Occasion::Exit, -2, -1, "content", true, true);
    }
    void isDueWhen()
    {
        QFETCH(const int, occasion);
        QFETCH(const int, minutesSinceGood);
        QFETCH(const int, minutesSinceFailure);
        QFETCH(const QByteArray, changed);
        QFETCH(const bool, isThere);
        QFETCH(const bool, isDue);
        const base::Time now = base::fromUnixSeconds(2'000'000'000);
        vault::StateMark state { support::idFrom(1), {} };
        state.content.fill(1);
        backup::Log log;
        if (minutesSinceGood != -1) {
            log.last = backup::FileMark {};
            log.proofs[{}].readBack = now - std::chrono::minutes(minutesSinceGood);
        }
        log.lastState = state;
        if (minutesSinceFailure >= 0)
            log.failure = backup::Failure { now - std::chrono::minutes(minutesSinceFailure) };
        if (changed != "nothing")
            state.save = support::idFrom(2);
        if (changed == "content")
            state.content.fill(2);
        QCOMPARE(backup::isDue(static_cast<Occasion>(occasion), log, state, isThere, now), isDue);
    }

    void itIsSeenOnTheDisk()
    {
        support::BackupHome home;
        const auto isDue = [&home](Occasion occasion) {
            return backup::isDue(occasion, home.place(), *home.vault().stateMark(), home.now());
        };
        QVERIFY(isDue(Occasion::Exit));
        const auto made = home.make();
        QVERIFY(made);
        home.wait(1h);
        QVERIFY(!isDue(Occasion::Exit));
        QVERIFY(!backup::readLog(home.place()).waitingSince);
        home.addOne();
        QVERIFY(isDue(Occasion::Exit));
        QVERIFY(backup::readLog(home.place()).waitingSince == home.now());
        QVERIFY(home.make());
        home.wait(1h);
        QVERIFY(!isDue(Occasion::Exit));
        QVERIFY(!backup::readLog(home.place()).waitingSince);
        for (const QString& name : home.names())
            QVERIFY(QFile::remove(QString::fromStdString(home.place().folder) + u'/' + name));
        QVERIFY(isDue(Occasion::Exit));
    }
};

QTEST_GUILESS_MAIN(ScheduleTest)
#include "schedule_test.moc"
