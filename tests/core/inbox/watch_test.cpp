// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/inbox/watch.h"
#include "core/vault/registrations.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/inbox_desk.h"

#include <QTest>

using base::ErrorCode;

namespace {

/// A vault with registrations, and everything that watches them.
struct Scene : support::InboxDesk
{
    inbox::Watch watch { services, protocols };

    vault::Id enrol(const char* name, const char* server)
    {
        vault::NewRegistration registration;
        registration.protocol = "scripted";
        registration.server = server;
        vault::Registrations registrations(vault);
        const vault::Id id = *registrations.begin(
            vault::NewAccount { QStringLiteral("ACME"), QString::fromUtf8(name) }, registration);
        (void)registrations.complete(id, {});
        return id;
    }
};

} // namespace

class WatchTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void asksNobodyBeforeItIsUnlocked()
    {
        Scene scene;
        scene.enrol("alice", "https://one.example");
        scene.watch.reload();
        scene.timers.advance(std::chrono::minutes(5));
        QCOMPARE(scene.protocol->polls.size(), 0U);
        scene.watch.unlock();
        scene.timers.advanceToNext();
        QCOMPARE(scene.protocol->polls.size(), 1U);
    }

    void whatIsPolledIsInTheInbox()
    {
        Scene scene;
        scene.enrol("alice", "https://one.example");
        scene.watch.unlock();
        scene.timers.advanceToNext();
        push::PollResult result;
        result.challenges = { scene.challenge("one") };
        scene.protocol->polls.back().answer(result);
        QCOMPARE(scene.watch.inbox().count(), 1U);
    }

    void aNewRegistrationIsAskedForAfterAReload()
    {
        Scene scene;
        scene.watch.unlock();
        scene.timers.advance(std::chrono::minutes(1));
        QCOMPARE(scene.protocol->polls.size(), 0U);
        scene.enrol("alice", "https://one.example");
        scene.watch.reload();
        scene.timers.advanceToNext();
        QCOMPARE(scene.protocol->polls.size(), 1U);
    }

    void registrationsOfAnotherComputerPause()
    {
        Scene scene;
        scene.enrol("alice", "https://one.example");
        auto elsewhere = vault::Vault::open(scene.home.path(), support::passphrase("secret words"),
            { scene.home.clock, scene.random, support::idFrom(0x17) });
        scene.vault = std::move(*elsewhere);
        scene.watch.unlock();
        scene.timers.advance(std::chrono::minutes(1));
        QCOMPARE(scene.protocol->polls.size(), 0U);
        QVERIFY(scene.watch.polling().servers().empty());
    }

    void lockingEndsPollingAndKeepsANamelessCount()
    {
        Scene scene;
        scene.enrol("alice", "https://one.example");
        scene.watch.unlock();
        scene.timers.advanceToNext();
        push::PollResult result;
        result.challenges = { scene.challenge("one") };
        scene.protocol->polls.back().answer(result);
        scene.timers.advanceToNext();
        QVERIFY(scene.protocol->polls.back().isRunning());
        scene.watch.lock();
        scene.isLocked = true;
        QVERIFY(!scene.protocol->polls.back().isRunning());
        QVERIFY(scene.watch.inbox().waiting().empty());
        QCOMPARE(scene.watch.inbox().count(), 1U);
        const std::size_t polls = scene.protocol->polls.size();
        scene.timers.advance(std::chrono::minutes(10));
        QCOMPARE(scene.protocol->polls.size(), polls);
    }

    void whatNoProtocolKnowsIsSaid()
    {
        Scene scene;
        QVERIFY(!scene.watch.canActivate("https://one.example/"));
        push::ActivationRequest request;
        request.link = std::move(*crypto::SecretBytes::copyOf(std::string_view("other://x")));
        QCOMPARE(scene.watch.activate(std::move(request)).error().code, ErrorCode::Unsupported);
        scene.isLocked = true;
        QCOMPARE(scene.watch.activate({}).error().code, ErrorCode::Locked);
        QCOMPARE(
            scene.watch.removal({}, push::RemovalPlace::HereOnly).error().code, ErrorCode::Locked);
        scene.isLocked = false;
        QCOMPARE(
            scene.watch.removal({}, push::RemovalPlace::HereOnly).error().code, ErrorCode::NoMatch);
    }
};

QTEST_GUILESS_MAIN(WatchTest)
#include "watch_test.moc"
