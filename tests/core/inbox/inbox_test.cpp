// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/answer_journal.h"
#include "core/vault/journal_check.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/inbox_desk.h"

#include <QSignalSpy>

using base::ErrorCode;
using inbox::Attention;
using inbox::Inbox;
using std::chrono::minutes;
using std::chrono::seconds;
using vault::JournalDecision;
using vault::JournalResult;
using Desk = support::InboxDesk;
using support::Life;
using support::storyOf;

class InboxTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void showsARequestOnce()
    {
        Desk desk;
        const push::Challenge challenge = desk.challenge("one");
        QSignalSpy changed(desk.inbox.get(), &Inbox::changed);
        desk.poll({ challenge });
        desk.poll({ challenge });
        desk.poll({ challenge, challenge });
        QCOMPARE(desk.arrivals.size(), 1U);
        QVERIFY(desk.arrivals[0].second == Attention::Raised);
        QCOMPARE(desk.inbox->count(), 1U);
        QCOMPARE(changed.size(), 0);
        push::Challenge again = challenge;
        again.created -= seconds(1);
        again.expires += seconds(1);
        again.answering = { 1 };
        desk.poll({ again });
        QCOMPARE(changed.size(), 0);
        QCOMPARE(desk.inbox->find(challenge.hash)->answering, base::Bytes { 1 });
        push::Challenge later = challenge;
        later.expires += seconds(10);
        desk.poll({ later });
        QCOMPARE(changed.size(), 1);
        QCOMPARE(desk.inbox->waiting(), std::vector { later });
    }

    void whatAnotherProgramAnsweredIsNotToldTwice()
    {
        Desk desk;
        const push::Challenge challenge = desk.challenge("one");
        desk.poll({ challenge });
        auto other = desk.home.open();
        QVERIFY(push::recordIntent(
            *other, challenge, Desk::decision(JournalDecision::Approve), desk.home.clock.time));
        desk.poll({});
        desk.timers.advance(seconds(1));
        QCOMPARE(desk.inbox->count(), 0U);
        QCOMPARE(storyOf(*desk.home.open()), QStringList { QStringLiteral("approve") });
    }

    void ordersByTheTimeTheyWereMade()
    {
        Desk desk;
        push::Challenge old = desk.challenge("old");
        old.created -= seconds(60);
        desk.poll({ old, desk.challenge("new") });
        QCOMPARE(desk.inbox->waiting().front().application, QStringLiteral("new"));
    }

    void recordsTheIntentBeforeAnythingIsSent()
    {
        Desk desk;
        const push::Challenge challenge = desk.challenge("one");
        desk.poll({ challenge });
        QStringList before;
        desk.protocol->onAnswer = [&] {
            // What is on disk, not what is in memory.
            const auto saved = desk.home.open();
            before = storyOf(*saved);
        };
        desk.approve(challenge);
        QCOMPARE(before, QStringList { QStringLiteral("approve") });
        QVERIFY(desk.inbox->isSending(challenge.hash));
        desk.conclude(JournalResult::Approved);
        QCOMPARE(storyOf(desk.vault),
            QStringList({ QStringLiteral("approve"), QStringLiteral("=approved") }));
        QCOMPARE(desk.inbox->count(), 0U);
        QCOMPARE(desk.ends.size(), 1U);
        QCOMPARE(desk.outcomes.size(), 1U);
        QVERIFY(desk.outcomes[0].result == JournalResult::Approved);
        QVERIFY(vault::openIntents(desk.vault.journal()).empty());
        QVERIFY(!desk.vault.checkJournal({})->empty());
    }

    void sendsNoApprovalThatCannotBeRecordedButADenial()
    {
        Desk desk;
        const push::Challenge first = desk.challenge("first");
        const push::Challenge second = desk.challenge("second");
        desk.poll({ first, second });
        desk.random.isFailing = true;
        desk.approve(first);
        QVERIFY(desk.protocol->answers.empty());
        QCOMPARE(desk.outcomes.size(), 1U);
        QVERIFY(desk.outcomes[0].result == JournalResult::NotSent);
        QCOMPARE(desk.lastError(), ErrorCode::RandomFailed);
        QCOMPARE(desk.inbox->count(), 2U);
        desk.deny(second);
        QCOMPARE(desk.protocol->answers.size(), 1U);
        QVERIFY(desk.protocol->answers[0].decision == JournalDecision::Deny);
        desk.conclude(JournalResult::Denied);
        QVERIFY(desk.outcomes.back().result == JournalResult::Denied);
        QVERIFY(desk.lastError().has_value()); // and says that it is not in the journal
    }

    void sendsNothingTwice()
    {
        Desk desk;
        const push::Challenge challenge = desk.challenge("one");
        desk.poll({ challenge });
        desk.approve(challenge);
        desk.approve(challenge);
        QCOMPARE(desk.lastError(), ErrorCode::Busy);
        desk.deny(challenge);
        QCOMPARE(desk.protocol->answers.size(), 1U);
        desk.conclude(JournalResult::Approved);
        desk.approve(challenge);
        desk.poll({ challenge }); // the server still lists it
        desk.approve(challenge);
        QCOMPARE(desk.protocol->answers.size(), 1U);
        QCOMPARE(desk.arrivals.size(), 1U);
    }

    void remembersAnswersAcrossARestart_data()
    {
        QTest::addColumn<int>("decision");
        QTest::addColumn<int>("result"); // -1: the program ended before it was known
        const auto row = [](const char* name, JournalDecision decision, int result) {
            QTest::newRow(name) << static_cast<int>(decision) << result;
        };
        row("approved", JournalDecision::Approve, static_cast<int>(JournalResult::Approved));
        row("denied", JournalDecision::Deny, static_cast<int>(JournalResult::Denied));
        row("reported", JournalDecision::Report, static_cast<int>(JournalResult::Reported));
        row("approval of unknown outcome", JournalDecision::Approve, -1);
        row("denial the server never heard", JournalDecision::Deny,
            static_cast<int>(JournalResult::NotSent));
    }
    void remembersAnswersAcrossARestart()
    {
        QFETCH(int, decision);
        QFETCH(int, result);
        Desk desk;
        const push::Challenge challenge = desk.challenge("one");
        desk.poll({ challenge });
        desk.answer(challenge, Desk::decision(static_cast<JournalDecision>(decision)));
        if (result >= 0)
            desk.conclude(static_cast<JournalResult>(result));
        desk.start();
        desk.arrivals.clear();
        desk.poll({ challenge });
        desk.approve(challenge);
        QVERIFY(desk.arrivals.empty());
        QCOMPARE(desk.protocol->answers.size(), 1U);
    }

    void anApprovalThatNeverLeftMayBeGivenAgain()
    {
        Desk desk;
        const push::Challenge challenge = desk.challenge("one");
        desk.poll({ challenge });
        desk.approve(challenge);
        desk.conclude(JournalResult::NotSent, base::Error { ErrorCode::NetworkUnreachable, "" });
        QCOMPARE(desk.inbox->count(), 1U);
        QCOMPARE(desk.lastError(), ErrorCode::NetworkUnreachable);
        desk.approve(challenge);
        QCOMPARE(desk.protocol->answers.size(), 2U);
    }

    void nothingIsApprovedThatWasDeclined()
    {
        Desk desk;
        const push::Challenge challenge = desk.challenge("one");
        desk.poll({ challenge });
        desk.deny(challenge);
        desk.conclude(JournalResult::NotSent, base::Error { ErrorCode::NetworkUnreachable, "" });
        desk.approve(challenge);
        QCOMPARE(desk.lastError(), ErrorCode::AnsweredElsewhere);
        QCOMPARE(desk.protocol->answers.size(), 1U);
        desk.deny(challenge); // that may be said again
        QCOMPARE(desk.protocol->answers.size(), 2U);
    }

    void anOutcomeThatNobodyKnowsIsNotTriedAgain()
    {
        Desk desk;
        const push::Challenge challenge = desk.challenge("one");
        desk.poll({ challenge });
        desk.approve(challenge);
        desk.conclude(std::nullopt, base::Error { ErrorCode::AnswerUnknown, "" });
        QCOMPARE(desk.inbox->count(), 0U);
        QCOMPARE(vault::openIntents(desk.vault.journal()).size(), 1U);
        desk.poll({ challenge });
        QCOMPARE(desk.inbox->count(), 0U);
    }

    void expiresWhileItWaits()
    {
        Desk desk;
        const push::Challenge challenge = desk.challenge("one");
        desk.poll({ challenge });
        desk.timers.advance(Life - seconds(1));
        QCOMPARE(desk.inbox->count(), 1U);
        desk.timers.advance(seconds(1));
        QCOMPARE(desk.inbox->count(), 0U);
        QVERIFY(desk.ends.at(0).outcome.result == JournalResult::Expired);
        desk.approve(challenge);
        QCOMPARE(desk.lastError(), ErrorCode::RequestExpired);
        QVERIFY(desk.protocol->answers.empty());
        desk.timers.advance(seconds(0));
        QCOMPARE(storyOf(desk.vault), QStringList { QStringLiteral("=expired") });
    }

    void sendsNothingAfterASleepOverTheExpiry()
    {
        Desk desk;
        const push::Challenge challenge = desk.challenge("one");
        desk.poll({ challenge });
        // Asleep: the time goes on, and no timer has run yet.
        desk.home.clock.time += minutes(90);
        desk.approve(challenge);
        QCOMPARE(desk.lastError(), ErrorCode::RequestExpired);
        desk.deny(challenge);
        QVERIFY(desk.protocol->answers.empty());
        QCOMPARE(desk.inbox->count(), 0U);
    }

    void showsNothingThatHasExpired()
    {
        Desk desk;
        push::Challenge challenge = desk.challenge("one");
        challenge.expires = desk.home.clock.time;
        desk.poll({ challenge });
        QVERIFY(desk.arrivals.empty());
    }

    void aReplayAfterTheExpiryIsNoNewRequest()
    {
        Desk desk;
        push::Challenge challenge = desk.challenge("one");
        desk.poll({ challenge });
        desk.timers.advance(Life);
        challenge.expires += minutes(10);
        desk.poll({ challenge });
        QCOMPARE(desk.arrivals.size(), 1U);
        QCOMPARE(desk.inbox->count(), 0U);
    }

    void isOverWhenTheServerNoLongerListsIt()
    {
        Desk desk;
        const push::Challenge gone = desk.challenge("gone");
        const push::Challenge other = desk.challenge("other", 2);
        desk.poll({ gone, other }, { 1, 2 });
        desk.poll({}, { 2 }); // of account 1 nothing was heard
        QCOMPARE(desk.inbox->count(), 1U);
        QCOMPARE(desk.inbox->waiting().front().application, QStringLiteral("gone"));
        desk.poll({}, { 1 });
        QCOMPARE(desk.inbox->count(), 0U);
        QVERIFY(desk.ends.back().outcome.result == JournalResult::AnsweredElsewhere);
        desk.approve(gone);
        QVERIFY(desk.protocol->answers.empty());
        desk.timers.advance(seconds(0));
        QCOMPARE(storyOf(desk.vault),
            QStringList({ QStringLiteral("=elsewhere"), QStringLiteral("=elsewhere") }));
    }

    void whatIsBeingSentEndsWithItsAnswerAlone()
    {
        Desk desk;
        const push::Challenge challenge = desk.challenge("one");
        desk.poll({ challenge });
        desk.approve(challenge);
        desk.poll({});
        desk.timers.advance(Life + seconds(10));
        QCOMPARE(desk.inbox->count(), 1U);
        desk.conclude(JournalResult::Expired, base::Error { ErrorCode::RequestExpired, "" });
        QCOMPARE(desk.inbox->count(), 0U);
        QCOMPARE(storyOf(desk.vault),
            QStringList({ QStringLiteral("approve"), QStringLiteral("=expired") }));
    }

    void refusesWhatTheRequestDoesNotAllow_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<int>("code"); // -1: it is sent
        const auto row = [](const char* name, int which, int code) {
            QTest::newRow(name) << which << code;
        };
        const auto number = [](ErrorCode of) { return static_cast<int>(of); };
        row("cannot be approved here", 0, number(ErrorCode::Unsupported));
        row("no number chosen", 1, number(ErrorCode::InvalidField));
        row("7 is not 07", 2, number(ErrorCode::InvalidField));
        row("a number of the list", 3, -1);
        row("too few digits typed", 4, number(ErrorCode::InvalidField));
        row("as many digits as asked for", 5, -1);
        row("verification required", 6, number(ErrorCode::VerificationFailed));
        row("verification preferred, and nothing said", 7, number(ErrorCode::ConsentNeeded));
        row("verification preferred, and done without", 8, -1);
        row("verification preferred, and no key for it", 9, -1);
        row("verified", 10, -1);
    }
    void refusesWhatTheRequestDoesNotAllow()
    {
        QFETCH(int, row);
        QFETCH(int, code);
        using push::NumberMode;
        using push::VerificationWish;
        Desk desk;
        push::Challenge challenge = desk.challenge("one");
        push::Decision decision = Desk::decision(JournalDecision::Approve);
        const auto choose = [&](const char* number) {
            challenge.number = { NumberMode::Choose,
                { QStringLiteral("17"), QStringLiteral("07"), QStringLiteral("0") }, 0, {} };
            decision.number = QString::fromUtf8(number);
        };
        const auto type = [&](const char* number) {
            challenge.number = { NumberMode::Type, {}, 3, {} };
            decision.number = QString::fromUtf8(number);
        };
        const auto prefer = [&](bool hasKey, bool without) {
            challenge.verification = VerificationWish::Preferred;
            challenge.hasVerifiedKey = hasKey;
            decision.withoutVerification = without;
        };
        switch (row) {
        case 0:
            challenge.bar = push::ApprovalBar::NumberCheck;
            break;
        case 1:
            choose("");
            break;
        case 2:
            choose("7");
            break;
        case 3:
            choose("07");
            break;
        case 4:
            type("12");
            break;
        case 5:
            type("012");
            break;
        case 6:
            challenge.verification = VerificationWish::Required;
            break;
        case 7:
            prefer(true, false);
            break;
        case 8:
            prefer(true, true);
            break;
        case 9:
            prefer(false, false);
            break;
        case 10:
            challenge.verification = VerificationWish::Required;
            decision.verification = std::move(*desk.home.verify(desk.vault));
            break;
        default:
            QFAIL("no such row");
        }
        desk.poll({ challenge });
        desk.answer(challenge, std::move(decision));
        QCOMPARE(desk.protocol->answers.empty(), code >= 0);
        QCOMPARE(static_cast<int>(desk.lastError().value_or(ErrorCode(-1))), code);
        if (code >= 0) {
            QVERIFY(storyOf(desk.vault).isEmpty());
            desk.deny(challenge); // which is always possible
            QCOMPARE(desk.protocol->answers.size(), 1U);
        }
    }

    void notMeIsNotedWhereNobodyCanBeTold()
    {
        Desk desk;
        const push::Challenge challenge = desk.challenge("one");
        desk.poll({ challenge });
        desk.answer(challenge, Desk::decision(JournalDecision::Report));
        desk.conclude(JournalResult::Denied);
        QVERIFY(desk.outcomes.back().reportedHereOnly);
        QCOMPARE(storyOf(desk.vault),
            QStringList({ QStringLiteral("report"), QStringLiteral("=denied") }));
    }

    void locksToANamelessCount()
    {
        Desk desk;
        push::Challenge late = desk.challenge("late");
        late.expires += seconds(60);
        desk.poll({ desk.challenge("early"), late });
        const push::Challenge sent = desk.inbox->waiting().front();
        desk.approve(sent);
        QSignalSpy counted(desk.inbox.get(), &Inbox::countChanged);
        desk.inbox->lock();
        desk.isLocked = true;
        QVERIFY(!desk.protocol->answers.back().isRunning());
        QVERIFY(desk.inbox->waiting().empty());
        QCOMPARE(desk.inbox->count(), 2U);
        desk.timers.advance(Life);
        QCOMPARE(desk.inbox->count(), 1U);
        QCOMPARE(counted.size(), 1);
        desk.timers.advance(seconds(60));
        QCOMPARE(desk.inbox->count(), 0U);
    }

    void whatWasSeenBeforeTheLockRaisesNobodyAfterIt()
    {
        Desk desk;
        const push::Challenge challenge = desk.challenge("one");
        desk.poll({ challenge });
        desk.inbox->lock();
        desk.poll({ challenge });
        QCOMPARE(desk.inbox->count(), 1U);
        QCOMPARE(desk.arrivals.size(), 2U);
        QVERIFY(desk.arrivals[1].second == Attention::None);
    }

    void anAnswerWhileLockedGoesNowhere()
    {
        Desk desk;
        const push::Challenge challenge = desk.challenge("one");
        desk.poll({ challenge });
        desk.isLocked = true;
        desk.deny(challenge);
        QCOMPARE(desk.lastError(), ErrorCode::Locked);
        QVERIFY(desk.protocol->answers.empty());
    }

    void twoHundredAtOnceAreOneSummary()
    {
        Desk desk;
        std::vector<push::Challenge> flood;
        for (int one = 0; one < 200; ++one)
            flood.push_back(desk.challenge(QByteArray::number(one).constData()));
        desk.poll(flood);
        const auto with = [&](Attention attention) {
            return std::count_if(desk.arrivals.begin(), desk.arrivals.end(),
                [&](const auto& arrival) { return arrival.second == attention; });
        };
        QCOMPARE(with(Attention::Raised), 2);
        QCOMPARE(with(Attention::Summary), 1);
        QCOMPARE(desk.inbox->count(), inbox::MostOfAnAccount);
        QVERIFY(desk.protocol->answers.empty());
        desk.timers.advance(Life + seconds(1));
        QCOMPARE(desk.inbox->count(), 0U);
        QCOMPARE(desk.ends.size(), inbox::MostOfAnAccount);
        QCOMPARE(storyOf(desk.vault).count(QStringLiteral("=expired")),
            static_cast<qsizetype>(inbox::MostOfAnAccount));
    }

    void tellsOfEachRefusalOnce()
    {
        Desk desk;
        QSignalSpy told(desk.inbox.get(), &Inbox::refused);
        push::PollResult result;
        push::Refusal refusal;
        refusal.error = { ErrorCode::SignatureRefused, "told to" };
        refusal.what.fill(1);
        result.refusals = { refusal, refusal };
        desk.inbox->take(result);
        desk.inbox->take(result);
        QCOMPARE(told.size(), 1);
        QCOMPARE(desk.inbox->count(), 0U);
    }

    /// The service may list a request that has run out a while longer.
    void whatRanOutWhileItWaitedIsNoRefusal()
    {
        Desk desk;
        QSignalSpy told(desk.inbox.get(), &Inbox::refused);
        const push::Challenge challenge = desk.challenge("one");
        desk.poll({ challenge });
        push::PollResult late;
        late.refusals = { { challenge.registration, { ErrorCode::RequestExpired, "told to" },
            challenge.hash } };
        desk.inbox->take(late);
        QCOMPARE(told.size(), 0);
        late.refusals[0].what.fill(1);
        desk.inbox->take(late);
        QCOMPARE(told.size(), 1);
    }

    void leavesTheRestOfTheVaultAsItWas()
    {
        Desk desk;
        const otp::Entry entry = support::entryOf("ACME", "alice");
        QVERIFY(desk.vault.add(std::span(&entry, 1)));
        const auto before = desk.vault.accounts();
        const push::Challenge challenge = desk.challenge("one");
        desk.poll({ challenge });
        desk.approve(challenge);
        desk.conclude(JournalResult::Refused, base::Error { ErrorCode::ServerRefused, "" });
        QVERIFY(desk.vault.accounts() == before);
    }
};

QTEST_GUILESS_MAIN(InboxTest)
#include "inbox_test.moc"
