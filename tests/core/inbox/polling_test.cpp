// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/inbox/polling.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/fixed_timers.h"
#include "tests/support/scripted_protocol.h"

#include <QSignalSpy>
#include <QTest>

using base::ErrorCode;
using inbox::Pause;
using inbox::Polling;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

Q_DECLARE_METATYPE(inbox::Pause)

namespace {

constexpr std::int64_t Start = 1'767'268'800;
const std::string Acme = "https://acme.example";
const std::string Umbrella = "https://umbrella.example";

vault::PushRegistration registration(std::uint8_t id, const std::string& server,
    vault::RegistrationState state = vault::RegistrationState::Active)
{
    vault::PushRegistration registration;
    registration.id.bytes[0] = id;
    registration.account.bytes[0] = id;
    registration.protocol = "scripted";
    registration.server = server;
    registration.state = state;
    return registration;
}

/// Random numbers in the middle: no jitter.
class MiddleRandom : public crypto::RandomSource
{
public:
    base::Result<void> fill(base::MutableByteView bytes) override
    {
        std::ranges::fill(bytes, 0);
        if (bytes.size() > 1) {
            bytes[0] = 0x7f;
            bytes[1] = 0xff;
        }
        return {};
    }
};

struct Watch
{
    support::FixedClock clock { Start };
    support::FixedTimers timers { clock };
    MiddleRandom random;
    push::Services services { clock, random, timers, [] { return nullptr; }, [] {},
        [] { return push::OwnPlace {}; } };
    push::Protocols protocols;
    support::ScriptedProtocol* protocol = nullptr;
    std::unique_ptr<Polling> polling;

    Watch()
    {
        auto scripted = std::make_unique<support::ScriptedProtocol>();
        protocol = scripted.get();
        protocols.push_back(std::move(scripted));
        polling = std::make_unique<Polling>(services, protocols);
    }
    /// Unlocked, with these registrations.
    void begin(std::vector<vault::PushRegistration> registrations)
    {
        polling->resume(Pause::Locked);
        polling->reload(std::move(registrations));
        timers.advance(milliseconds(0));
    }
    std::size_t asked() const { return protocol->polls.size(); }
    void answer(push::PollResult result = {}) const
    {
        support::ScriptedProtocol::Poll(protocol->polls.back()).answer(std::move(result));
    }
    void fail(ErrorCode code = ErrorCode::NetworkUnreachable) const
    {
        push::PollResult result;
        result.error = base::Error { code, "told to" };
        answer(std::move(result));
    }
};

/// About this long: jitter's middle is not exact.
bool isAbout(std::optional<milliseconds> wait, milliseconds wished)
{
    return wait && *wait > wished - milliseconds(20) && *wait <= wished;
}

} // namespace

class PollingTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void asksEachServerOnceForAllItsRegistrations()
    {
        Watch watch;
        watch.begin({ registration(1, Acme), registration(2, Acme), registration(3, Umbrella) });
        QCOMPARE(watch.asked(), 2U);
        QCOMPARE(watch.protocol->polls[0].registrations.size(), 2U);
        QCOMPARE(watch.protocol->polls[1].registrations.size(), 1U);
        // One call in flight: no timer runs while it is.
        QCOMPARE(watch.timers.running(), 0U);
        watch.timers.advance(minutes(10));
        QCOMPARE(watch.asked(), 2U);
    }

    void hasOneTimerForAServerHoweverManyRegistrations()
    {
        Watch watch;
        std::vector<vault::PushRegistration> many;
        for (int one = 0; one < 200; ++one)
            many.push_back(registration(static_cast<std::uint8_t>(one), Acme));
        watch.begin(many);
        watch.answer();
        QCOMPARE(watch.timers.running(), 1U);
        QCOMPARE(watch.polling->servers(), std::vector { Acme });
    }

    void asksSlowlyUnlessWatched()
    {
        Watch watch;
        watch.begin({ registration(1, Acme) });
        watch.answer();
        QVERIFY(isAbout(watch.timers.nextWait(), seconds(30)));
        watch.polling->setWatched(true);
        QVERIFY(isAbout(watch.timers.nextWait(), seconds(2)));
        watch.timers.advance(seconds(2));
        QCOMPARE(watch.asked(), 2U);
        watch.answer();
        QVERIFY(isAbout(watch.timers.nextWait(), seconds(2)));
        watch.polling->setWatched(false);
        watch.timers.advance(seconds(2));
        watch.answer();
        QVERIFY(isAbout(watch.timers.nextWait(), seconds(30)));
    }

    void hurriesForTwoMinutesAfterAnActivation()
    {
        Watch watch;
        watch.begin({ registration(1, Acme) });
        watch.answer();
        watch.polling->hurry();
        const std::size_t before = watch.asked();
        for (int second = 0; second < 120; ++second) {
            watch.timers.advance(seconds(1));
            watch.answer();
        }
        QVERIFY(watch.asked() - before >= 59);
        watch.timers.advanceToNext();
        watch.answer();
        QVERIFY(isAbout(watch.timers.nextWait(), seconds(30)));
    }

    void asksNobodyWhilePaused_data()
    {
        QTest::addColumn<Pause>("reason");
        QTest::newRow("locked") << Pause::Locked;
        QTest::newRow("asleep") << Pause::Asleep;
        QTest::newRow("offline") << Pause::Offline;
    }
    void asksNobodyWhilePaused()
    {
        QFETCH(Pause, reason);
        Watch watch;
        watch.begin({ registration(1, Acme) });
        QVERIFY(watch.protocol->polls.back().isRunning());
        watch.polling->pause(reason);
        QVERIFY(!watch.protocol->polls.back().isRunning()); // ended in flight
        QCOMPARE(watch.timers.running(), 0U);
        watch.timers.advance(minutes(60));
        QCOMPARE(watch.asked(), 1U);
        const auto now = watch.polling->checkNow(Acme);
        QVERIFY(!now && now.error().code == ErrorCode::Locked);
        watch.polling->setWatched(true);
        QCOMPARE(watch.timers.running(), 0U);
        watch.polling->resume(reason);
        if (reason == Pause::Locked)
            watch.polling->reload({ registration(1, Acme) });
        watch.timers.advance(milliseconds(0));
        QCOMPARE(watch.asked(), 2U); // at once
    }

    void serversOnThisComputerNeedNoNetwork()
    {
        const std::string here = "https://127.0.0.1:8443";
        Watch watch;
        watch.begin({ registration(1, Acme), registration(2, here) });
        const auto first = watch.protocol->polls;
        watch.polling->pause(Pause::Offline);
        QVERIFY(watch.polling->isPaused(Acme) && !watch.polling->isPaused(here));
        const auto running =
            std::ranges::count_if(first, [](const auto& p) { return p.isRunning(); });
        QCOMPARE(running, 1);
        QVERIFY(watch.polling->checkNow(here).error().code == ErrorCode::Busy);
        QCOMPARE(watch.polling->checkNow(Acme).error().code, ErrorCode::Locked);
        watch.polling->pause(Pause::Asleep); // which is for all of them
        QVERIFY(watch.polling->isPaused(here));
        QCOMPARE(watch.timers.running(), 0U);
        watch.polling->resume(Pause::Asleep);
        watch.timers.advance(milliseconds(0));
        QCOMPARE(watch.asked(), 3U); // here, and not there
        QCOMPARE(watch.protocol->polls.back().registrations.front().server, here);
        watch.polling->resume(Pause::Offline);
        watch.timers.advance(milliseconds(0));
        QCOMPARE(watch.asked(), 4U); // there, and not once more here
        QCOMPARE(watch.protocol->polls.back().registrations.front().server, Acme);
    }

    void staysPausedUntilTheLastReasonGoes()
    {
        Watch watch;
        watch.begin({ registration(1, Acme) });
        watch.answer();
        watch.polling->pause(Pause::Asleep);
        watch.polling->pause(Pause::Offline);
        watch.polling->resume(Pause::Asleep);
        watch.timers.advance(minutes(5));
        QCOMPARE(watch.asked(), 1U);
        watch.polling->resume(Pause::Offline);
        watch.timers.advance(milliseconds(0));
        QCOMPARE(watch.asked(), 2U);
    }

    void isPausedFromTheStart()
    {
        Watch watch;
        watch.polling->reload({ registration(1, Acme) });
        watch.timers.advance(minutes(5));
        QCOMPARE(watch.asked(), 0U);
    }

    void backsOffFromAServerThatFails()
    {
        Watch watch;
        watch.begin({ registration(1, Acme) });
        watch.polling->setWatched(true);
        for (const int wait : { 2, 4, 8, 16, 32, 60, 60 }) {
            watch.fail();
            QVERIFY(isAbout(watch.timers.nextWait(), seconds(wait)));
            QVERIFY(watch.polling->standing(Acme).error.has_value());
            watch.timers.advanceToNext();
        }
        watch.answer();
        QVERIFY(!watch.polling->standing(Acme).error);
        QVERIFY(watch.polling->standing(Acme).lastGood == watch.clock.now());
        QVERIFY(isAbout(watch.timers.nextWait(), seconds(2)));
    }

    void aFailingServerKeepsNoOtherWaiting()
    {
        Watch watch;
        watch.polling->setWatched(true);
        watch.begin({ registration(1, Acme), registration(2, Umbrella) });
        push::PollResult failure;
        failure.error = base::Error { ErrorCode::NetworkTimeout, "told to" };
        const auto first = watch.protocol->polls;
        for (int time = 0; time < 3; ++time)
            first[0].answer(failure);
        first[1].answer();
        QVERIFY(isAbout(watch.timers.nextWait(), seconds(2)));
        QVERIFY(watch.polling->standing(Acme).error.has_value());
        QVERIFY(!watch.polling->standing(Umbrella).error);
    }

    void obeysRetryAfterEvenWhenToldToCheckNow()
    {
        Watch watch;
        watch.begin({ registration(1, Acme) });
        push::PollResult limited;
        limited.error = base::Error { ErrorCode::RateLimited, "told to", { "90" } };
        limited.retryAfter = seconds(90);
        watch.answer(limited);
        QVERIFY(isAbout(watch.timers.nextWait(), seconds(90)));
        const auto now = watch.polling->checkNow(Acme);
        QVERIFY(!now);
        QCOMPARE(now.error().code, ErrorCode::RateLimited);
        QCOMPARE(now.error().arguments, std::vector<std::string> { "90" });
        watch.polling->pause(Pause::Asleep);
        watch.polling->resume(Pause::Asleep);
        watch.timers.advance(seconds(89));
        QCOMPARE(watch.asked(), 1U);
        watch.timers.advance(seconds(1));
        QCOMPARE(watch.asked(), 2U);
    }

    void checksNowTwiceASecondAtMost()
    {
        Watch watch;
        watch.begin({ registration(1, Acme) });
        const auto inFlight = watch.polling->checkNow(Acme);
        QCOMPARE(inFlight.error().code, ErrorCode::Busy);
        watch.answer();
        QVERIFY(watch.polling->checkNow(Acme));
        QCOMPARE(watch.asked(), 2U);
        watch.answer();
        watch.timers.advance(milliseconds(499));
        QCOMPARE(watch.polling->checkNow(Acme).error().code, ErrorCode::Busy);
        watch.timers.advance(milliseconds(1));
        QVERIFY(watch.polling->checkNow(Acme));
        QCOMPARE(
            watch.polling->checkNow("https://unknown.example").error().code, ErrorCode::NoMatch);
    }

    void asksForSuspendedOnesOnceAnHourAndForRemovedOnesNever()
    {
        using enum vault::RegistrationState;
        Watch watch;
        watch.begin({ registration(1, Acme, Suspended), registration(2, Umbrella, Removed),
            registration(3, Umbrella, Pending), registration(4, Umbrella, EnrolAgain) });
        QCOMPARE(watch.asked(), 1U);
        watch.answer();
        watch.timers.advance(minutes(59));
        QCOMPARE(watch.asked(), 1U);
        watch.timers.advance(minutes(2));
        QCOMPARE(watch.asked(), 2U);
        QCOMPARE(watch.protocol->polls.back().registrations.front().id.bytes[0], 1);
    }

    void forgetsAServerWhoseRegistrationsAreGone()
    {
        Watch watch;
        watch.begin({ registration(1, Acme), registration(2, Umbrella) });
        const auto first = watch.protocol->polls;
        watch.polling->reload({ registration(2, Umbrella) });
        QVERIFY(!first[0].isRunning());
        QVERIFY(first[1].isRunning()); // what is in flight for others goes on
        QCOMPARE(watch.polling->servers(), std::vector { Umbrella });
    }

    void survivesAReloadWhileItTells()
    {
        Watch watch;
        watch.begin({ registration(1, Acme) });
        QObject::connect(watch.polling.get(), &Polling::polled, watch.polling.get(),
            [&](const push::PollResult&) { watch.polling->reload({}); });
        const auto poll = watch.protocol->polls.back();
        poll.answer();
        QCOMPARE(watch.timers.running(), 0U);
        QVERIFY(watch.polling->servers().empty());
    }

    void tellsWhatItWasTold()
    {
        Watch watch;
        QSignalSpy told(watch.polling.get(), &Polling::standingChanged);
        std::vector<push::PollResult> results;
        QObject::connect(watch.polling.get(), &Polling::polled, watch.polling.get(),
            [&](const push::PollResult& result) { results.push_back(result); });
        watch.begin({ registration(1, Acme) });
        push::PollResult result;
        result.complete = { vault::Id { { 1 } } };
        watch.answer(result);
        QCOMPARE(results.size(), 1U);
        QVERIFY(results[0].complete == result.complete);
        QCOMPARE(told.size(), 1);
    }
};

QTEST_GUILESS_MAIN(PollingTest)
#include "polling_test.moc"
