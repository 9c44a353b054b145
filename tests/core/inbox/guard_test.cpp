// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/inbox/guard.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using inbox::Attention;
using inbox::Guard;
using inbox::QuietHours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const vault::Id Alice { { 1 } };
const vault::Id Bob { { 2 } };
const base::Time Noon = base::fromUnixSeconds(1'767'268'800); // 2026-01-01, 12:00 UTC

} // namespace

class GuardTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void tellsOfABurstOnce()
    {
        Guard guard;
        QVERIFY(guard.arrived(Alice, Noon) == Attention::Raised);
        QVERIFY(guard.arrived(Alice, Noon + minutes(2)) == Attention::Raised);
        QVERIFY(!guard.isBurst(Alice, Noon + minutes(2)));
        QVERIFY(guard.arrived(Alice, Noon + minutes(4)) == Attention::Summary);
        QVERIFY(guard.isBurst(Alice, Noon + minutes(4)));
        for (int second = 1; second < 60; ++second)
            QVERIFY(guard.arrived(Alice, Noon + minutes(4) + seconds(second)) == Attention::None);
        QVERIFY(guard.bursts(Noon + minutes(5)) == std::vector { Alice });
    }

    void countsEachAccountForItself()
    {
        Guard guard;
        (void)guard.arrived(Alice, Noon);
        (void)guard.arrived(Bob, Noon);
        (void)guard.arrived(Alice, Noon);
        QVERIFY(guard.arrived(Bob, Noon) == Attention::Raised);
        QVERIFY(guard.arrived(Alice, Noon) == Attention::Summary);
    }

    void countsThreeWithinFiveMinutesAlone()
    {
        Guard guard;
        for (int request = 0; request < 20; ++request)
            QVERIFY(guard.arrived(Alice, Noon + request * seconds(150)) == Attention::Raised);
    }

    void tellsOfTheNextBurstAgain()
    {
        Guard guard;
        for (int request = 0; request < 3; ++request)
            (void)guard.arrived(Alice, Noon);
        QVERIFY(!guard.isBurst(Alice, Noon + minutes(5)));
        const base::Time later = Noon + minutes(30);
        QVERIFY(guard.arrived(Alice, later) == Attention::Raised);
        QVERIFY(guard.arrived(Alice, later) == Attention::Raised);
        QVERIFY(guard.arrived(Alice, later) == Attention::Summary);
    }

    void aClockSetBackEndsNoBurst()
    {
        Guard guard;
        for (int request = 0; request < 3; ++request)
            (void)guard.arrived(Alice, Noon);
        QVERIFY(guard.isBurst(Alice, Noon - minutes(60)));
        QVERIFY(guard.arrived(Alice, Noon - minutes(60)) == Attention::None);
    }

    void isSilentUntilItIsTold()
    {
        Guard guard;
        guard.silence(Alice, Noon + minutes(10));
        QVERIFY(guard.arrived(Alice, Noon) == Attention::None);
        QVERIFY(guard.arrived(Bob, Noon) == Attention::Raised);
        QVERIFY(guard.silentUntil(Alice, Noon) == Noon + minutes(10));
        QVERIFY(!guard.silentUntil(Alice, Noon + minutes(10)));
        QVERIFY(guard.arrived(Alice, Noon + minutes(10)) == Attention::Raised);
        guard.silence(Alice, Noon + minutes(60));
        guard.endSilence(Alice);
        QVERIFY(guard.arrived(Alice, Noon + minutes(20)) == Attention::Raised);
    }

    void aBurstInSilenceIsToldOfAfterwards()
    {
        Guard guard;
        guard.silence(Alice, Noon + minutes(1));
        for (int request = 0; request < 3; ++request)
            QVERIFY(guard.arrived(Alice, Noon) == Attention::None);
        QVERIFY(guard.arrived(Alice, Noon + minutes(2)) == Attention::Summary);
    }

    void keepsQuietHours_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("until");
        QTest::addColumn<int>("at");
        QTest::addColumn<bool>("isQuiet");
        const int hour = 60;
        QTest::newRow("within") << 9 * hour << 17 * hour << 12 * hour << true;
        QTest::newRow("at the beginning") << 9 * hour << 17 * hour << 9 * hour << true;
        QTest::newRow("at the end") << 9 * hour << 17 * hour << 17 * hour << false;
        QTest::newRow("over midnight, before") << 22 * hour << 7 * hour << 23 * hour << true;
        QTest::newRow("over midnight, after") << 22 * hour << 7 * hour << 6 * hour + 59 << true;
        QTest::newRow("over midnight, by day") << 22 * hour << 7 * hour << 12 * hour << false;
        QTest::newRow("none") << 8 * hour << 8 * hour << 8 * hour << false;
    }
    void keepsQuietHours()
    {
        QFETCH(int, from);
        QFETCH(int, until);
        QFETCH(int, at);
        QFETCH(bool, isQuiet);
        Guard guard;
        guard.setQuietHours(QuietHours { minutes(from), minutes(until) });
        const base::Time midnight = Noon - minutes(12 * 60);
        QVERIFY(guard.arrived(Alice, midnight + minutes(at))
            == (isQuiet ? Attention::None : Attention::Raised));
        guard.setQuietHours(std::nullopt);
        QVERIFY(guard.arrived(Bob, midnight + minutes(at)) == Attention::Raised);
    }

    void saysUntilWhenItIsQuiet_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("until");
        QTest::addColumn<int>("at");
        QTest::addColumn<int>("quietUntil"); ///< 0: it is not
        QTest::addColumn<int>("change"); ///< 0: there is none
        const int hour = 60;
        const int day = 24 * hour;
        QTest::newRow("within") << 9 * hour << 17 * hour << 12 * hour << 17 * hour << 17 * hour;
        QTest::newRow("before") << 9 * hour << 17 * hour << 8 * hour << 0 << 9 * hour;
        QTest::newRow("after") << 9 * hour << 17 * hour << 17 * hour << 0 << day + 9 * hour;
        QTest::newRow("over midnight, before")
            << 22 * hour << 7 * hour << 23 * hour << day + 7 * hour << day + 7 * hour;
        QTest::newRow("over midnight, after")
            << 22 * hour << 7 * hour << 6 * hour << 7 * hour << 7 * hour;
        QTest::newRow("none") << 8 * hour << 8 * hour << 8 * hour << 0 << 0;
    }
    void saysUntilWhenItIsQuiet()
    {
        QFETCH(int, from);
        QFETCH(int, until);
        QFETCH(int, at);
        QFETCH(int, quietUntil);
        QFETCH(int, change);
        Guard guard;
        guard.setQuietHours(QuietHours { minutes(from), minutes(until) });
        const base::Time midnight = Noon - minutes(12 * 60);
        const base::Time now = midnight + minutes(at);
        const auto timeOf = [midnight](int minute) {
            return minute == 0 ? std::nullopt : std::optional(midnight + minutes(minute));
        };
        QVERIFY(guard.quietUntil(now) == timeOf(quietUntil));
        QVERIFY(guard.nextChange(now) == timeOf(change));
    }

    void listsWhatIsSilentAndWhenThatEnds()
    {
        Guard guard;
        QVERIFY(guard.silences(Noon).empty());
        QVERIFY(!guard.nextChange(Noon));
        guard.silence(Alice, Noon + minutes(10));
        guard.silence(Bob, Noon + minutes(5));
        QCOMPARE(guard.silences(Noon).size(), std::size_t { 2 });
        QVERIFY(guard.nextChange(Noon) == Noon + minutes(5));
        QCOMPARE(guard.silences(Noon + minutes(5)).size(), std::size_t { 1 });
        QVERIFY(guard.silences(Noon + minutes(5)).contains(Alice));
        QVERIFY(guard.nextChange(Noon + minutes(5)) == Noon + minutes(10));
        guard.endSilence(Alice);
        QVERIFY(!guard.nextChange(Noon + minutes(5)));
    }
};

QTEST_GUILESS_MAIN(GuardTest)
#include "guard_test.moc"
