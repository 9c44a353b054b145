// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/timers.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/fixed_timers.h"

#include <QTest>

using std::chrono::milliseconds;
using std::chrono::seconds;

class TimersTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void runsOnceWhenItIsDue()
    {
        base::QtTimers timers;
        int runs = 0;
        const auto timer = timers.make([&] { ++runs; });
        QVERIFY(!timer->isRunning());
        timer->start(milliseconds(0));
        QVERIFY(timer->isRunning());
        QTRY_COMPARE(runs, 1);
        QVERIFY(!timer->isRunning());
    }

    void doesNotRunOnceStoppedOrDestroyed()
    {
        base::QtTimers timers;
        int runs = 0;
        const auto stopped = timers.make([&] { ++runs; });
        stopped->start(milliseconds(0));
        stopped->stop();
        auto destroyed = timers.make([&] { ++runs; });
        destroyed->start(milliseconds(0));
        destroyed.reset();
        bool isLater = false;
        const auto later = timers.make([&] { isLater = true; });
        later->start(milliseconds(1));
        QTRY_VERIFY(isLater);
        QCOMPARE(runs, 0);
    }

    void mayBeStartedAgainOrDestroyedByItsOwnFunction()
    {
        base::QtTimers timers;
        int runs = 0;
        std::unique_ptr<base::Timer> timer;
        timer = timers.make([&] {
            if (++runs == 1)
                timer->start(milliseconds(0));
            else
                timer.reset();
        });
        timer->start(milliseconds(0));
        QTRY_VERIFY(!timer);
        QCOMPARE(runs, 2);
    }

    void ofTestsRunInTheOrderTheyAreDue()
    {
        support::FixedClock clock(1'000);
        support::FixedTimers timers(clock);
        QStringList runs;
        const auto at = [&](const char* name) {
            return [&, name] {
                runs << QStringLiteral("%1@%2")
                            .arg(QLatin1String(name))
                            .arg(base::unixSeconds(clock.now()));
            };
        };
        const auto late = timers.make(at("late"));
        const auto early = timers.make(at("early"));
        late->start(seconds(5));
        early->start(seconds(2));
        QVERIFY(timers.nextWait() == milliseconds(2'000));
        timers.advance(seconds(1));
        QVERIFY(runs.isEmpty());
        timers.advance(seconds(9));
        QCOMPARE(runs, QStringList({ QStringLiteral("early@1002"), QStringLiteral("late@1005") }));
        QVERIFY(clock.now() == base::fromUnixSeconds(1'010));
    }
};

QTEST_GUILESS_MAIN(TimersTest)
#include "timers_test.moc"
