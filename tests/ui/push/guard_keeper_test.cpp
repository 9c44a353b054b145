// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/fixed_timers.h"
#include "ui/push/guard_keeper.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using inbox::Attention;
using inbox::QuietHours;
using std::chrono::hours;
using std::chrono::minutes;
using ui::push::GuardKeeper;

namespace {

/// 00:00 in UTC, the zone of the tests.
constexpr std::int64_t Midnight = 1'767'225'600;
const vault::Id Alice { { 1 } };
const vault::Id Bob { { 2 } };

/// A program, which can be started again.
struct Program
{
    QTemporaryDir folder;
    support::FixedClock clock { Midnight };
    support::FixedTimers timers { clock };
    settings::AppSettings settings { (folder.path() + QStringLiteral("/s.ini")).toStdString() };
    std::unique_ptr<inbox::Guard> guard;
    std::unique_ptr<GuardKeeper> keeper;

    Program() { start(); }
    ~Program() { keeper.reset(); }

    void start()
    {
        keeper.reset();
        guard = std::make_unique<inbox::Guard>();
        keeper = std::make_unique<GuardKeeper>(*guard, settings, clock, timers);
    }
};

} // namespace

/// Quiet hours and silences, kept over a restart.
class GuardKeeperTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void beginsWithoutAny()
    {
        const Program program;
        QVERIFY(!program.guard->quietHours());
        QVERIFY(program.guard->silences(program.clock.time).empty());
        QCOMPARE(program.timers.running(), std::size_t { 0 }); // nothing wakes up for nothing
    }

    void quietHoursOutliveTheProgram()
    {
        Program program;
        const QuietHours night { hours(22), hours(7) };
        QVERIFY(program.keeper->setQuietHours(night));
        QVERIFY(program.guard->arrived(Alice, program.clock.time) == Attention::None);
        program.start();
        QVERIFY(program.guard->quietHours() == night);
        QVERIFY(program.guard->arrived(Alice, program.clock.time) == Attention::None);
        QVERIFY(program.keeper->setQuietHours(std::nullopt));
        QVERIFY(program.guard->arrived(Bob, program.clock.time) == Attention::Raised);
        program.start();
        QVERIFY(!program.guard->quietHours());
    }

    void silencesOutliveTheProgram()
    {
        Program program;
        QVERIFY(program.keeper->silence(Alice, hours(1)));
        program.start();
        QVERIFY(
            program.guard->silentUntil(Alice, program.clock.time) == program.clock.time + hours(1));
        QVERIFY(program.guard->arrived(Alice, program.clock.time) == Attention::None);
        QVERIFY(program.guard->arrived(Bob, program.clock.time) == Attention::Raised);
        QVERIFY(program.keeper->endSilence(Alice));
        program.start();
        QVERIFY(!program.guard->silentUntil(Alice, program.clock.time));
    }

    void whatIsOverIsKeptNoLonger()
    {
        Program program;
        QVERIFY(program.keeper->silence(Alice, hours(1)));
        program.clock.time += hours(1);
        program.start();
        QVERIFY(!program.guard->silentUntil(Alice, program.clock.time));
        QVERIFY(program.keeper->silence(Bob, hours(1)));
        QCOMPARE(program.settings.silences().size(), std::size_t { 1 });
    }

    void keepsWhatAnotherTellsTheGuard()
    {
        Program program;
        program.guard->silence(Alice, program.clock.time + hours(1));
        QVERIFY(program.keeper->keepSilences());
        program.start();
        QVERIFY(program.guard->silentUntil(Alice, program.clock.time));
    }

    void tellsWhenItsTimeHasCome()
    {
        Program program;
        const QSignalSpy told(program.keeper.get(), &GuardKeeper::changed);
        QVERIFY(program.keeper->setQuietHours(QuietHours { hours(1), hours(2) }));
        QVERIFY(program.keeper->silence(Alice, minutes(30)));
        QCOMPARE(told.count(), 2);
        QCOMPARE(program.timers.nextWait(), std::optional(std::chrono::milliseconds(minutes(30))));
        program.timers.advance(minutes(30)); // the silence ends
        QCOMPARE(told.count(), 3);
        program.timers.advance(minutes(30)); // it is one o'clock
        QCOMPARE(told.count(), 4);
        QVERIFY(program.guard->quietUntil(program.clock.time));
        program.timers.advance(hours(1));
        QCOMPARE(told.count(), 5);
        QVERIFY(!program.guard->quietUntil(program.clock.time));
        QCOMPARE(program.timers.nextWait(), std::optional(std::chrono::milliseconds(hours(23))));
    }

    void namesNoAccountInTheSettings()
    {
        Program program;
        QVERIFY(program.keeper->silence(Alice, hours(1)));
        QFile file(program.folder.filePath(QStringLiteral("s.ini")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(),
            QByteArray("[push]\nsilent=01000000000000000000000000000000:")
                + QByteArray::number(Midnight + 3600) + '\n');
    }

    void holdsUntilTheEndWhereItCannotBeSaved()
    {
        Program program;
        QFile blocker(program.folder.filePath(QStringLiteral("blocker")));
        QVERIFY(blocker.open(QIODevice::WriteOnly));
        settings::AppSettings settings(
            (blocker.fileName() + QStringLiteral("/s.ini")).toStdString());
        inbox::Guard guard;
        GuardKeeper keeper(guard, settings, program.clock, program.timers);
        QVERIFY(!keeper.silence(Alice, hours(1)));
        QVERIFY(guard.silentUntil(Alice, program.clock.time));
        QVERIFY(!keeper.setQuietHours(QuietHours { hours(22), hours(7) }));
        QVERIFY(guard.quietUntil(program.clock.time));
    }
};

QTEST_GUILESS_MAIN(GuardKeeperTest)
#include "guard_keeper_test.moc"
