// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/inbox/schedule.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using inbox::Schedule;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const base::Time Now = base::fromUnixSeconds(1'767'268'800);
constexpr double Middle = 0.5;

} // namespace

class ScheduleTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void looksOftenWhileSomebodyWatches()
    {
        const Schedule schedule;
        QVERIFY(schedule.nextWait(true, Now, Middle) == seconds(2));
        QVERIFY(schedule.nextWait(false, Now, Middle) == seconds(30));
    }

    void spreadsByAFifth()
    {
        const Schedule schedule;
        QVERIFY(schedule.nextWait(true, Now, 0) == milliseconds(1'600));
        QVERIFY(schedule.nextWait(true, Now, 1) == milliseconds(2'400));
        QVERIFY(schedule.nextWait(false, Now, 0) == seconds(24));
        QVERIFY(schedule.nextWait(false, Now, 1) == seconds(36));
    }

    void backsOff()
    {
        Schedule schedule;
        for (const int wait : { 2, 4, 8, 16, 32, 60, 60, 60 }) {
            schedule.failed();
            QVERIFY(schedule.nextWait(true, Now, Middle) == seconds(wait));
        }
        for (int failure = 0; failure < 1'000; ++failure)
            schedule.failed();
        QVERIFY(schedule.nextWait(false, Now, Middle) == seconds(60));
        schedule.succeeded();
        QVERIFY(schedule.nextWait(true, Now, Middle) == seconds(2));
    }

    void backsOffToNothingFasterThanUsual()
    {
        Schedule schedule;
        schedule.failed();
        QVERIFY(schedule.nextWait(false, Now, Middle) == seconds(30));
    }

    void leavesAServerAloneThatAsksForIt()
    {
        Schedule schedule;
        schedule.pauseUntil(Now + seconds(90));
        QVERIFY(schedule.nextWait(true, Now, Middle) == seconds(90));
        QVERIFY(schedule.nextWait(true, Now + seconds(80), Middle) == seconds(10));
        QVERIFY(schedule.nextWait(true, Now + seconds(89), Middle) == seconds(2));
    }

    void aClockSetBackMakesNoPauseEndless()
    {
        Schedule schedule;
        schedule.pauseUntil(Now + seconds(90));
        QVERIFY(schedule.nextWait(true, Now - minutes(24 * 60), Middle) == minutes(60));
    }
};

QTEST_GUILESS_MAIN(ScheduleTest)
#include "schedule_test.moc"
