// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/vault_session.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

#include <QSignalSpy>

/// A window's vault, locked and open.
class VaultSessionTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void startsLockedAndTellsWhetherThereIsAVault()
    {
        support::VaultHome home;
        const vault::VaultSession session(home.path(), home.services());
        QVERIFY(!session.isOpen());
        QVERIFY(!session.exists());
        QCOMPARE(session.path(), home.path());
        home.create();
        QVERIFY(session.exists());
    }

    void opensAndLocksWithOneSignalEach()
    {
        support::VaultHome home;
        vault::VaultSession session(home.path(), home.services());
        const QSignalSpy unlocked(&session, &vault::VaultSession::unlocked);
        const QSignalSpy locked(&session, &vault::VaultSession::locked);
        session.lock();
        QCOMPARE(locked.count(), 0);
        session.open(home.create().vault);
        QVERIFY(session.isOpen());
        QCOMPARE(unlocked.count(), 1);
        session.lock();
        session.lock();
        QVERIFY(!session.isOpen());
        QCOMPARE(locked.count(), 1);
    }

    void isStillOpenWhenItTellsOfTheLockToCome()
    {
        support::VaultHome home;
        vault::VaultSession session(home.path(), home.services());
        QList<bool> wasOpen;
        connect(&session, &vault::VaultSession::aboutToLock, this,
            [&] { wasOpen << session.isOpen(); });
        session.lock();
        QVERIFY(wasOpen.isEmpty());
        session.open(home.create().vault);
        session.lock();
        QCOMPARE(wasOpen, QList<bool>({ true }));
    }

    void lockingGivesAllSecretsBack()
    {
        support::VaultHome home;
        const std::size_t before = crypto::secureHeapInUse();
        vault::VaultSession session(home.path(), home.services());
        session.open(home.create().vault);
        QVERIFY(crypto::secureHeapInUse() > before);
        session.lock();
        QCOMPARE(crypto::secureHeapInUse(), before);
    }

    void tooManyWrongVerificationsLockAndSaySo()
    {
        support::VaultHome home;
        vault::VaultSession session(home.path(), home.services());
        const QSignalSpy reason(&session, &vault::VaultSession::lockedByWrongTries);
        session.open(home.create().vault);
        session.countVerification(false);
        session.countVerification(false);
        session.countVerification(true);
        session.countVerification(false);
        session.countVerification(false);
        QVERIFY(session.isOpen());
        QCOMPARE(reason.count(), 0);
        session.countVerification(false);
        QVERIFY(!session.isOpen());
        QCOMPARE(reason.count(), 1);
    }

    void tellsOfChanges()
    {
        support::VaultHome home;
        vault::VaultSession session(home.path(), home.services());
        const QSignalSpy changed(&session, &vault::VaultSession::accountsChanged);
        session.open(home.create().vault);
        const otp::Entry entry = support::entryOf("I", "n");
        QVERIFY(session.vault().add({ &entry, 1 }));
        session.notifyChanged();
        QCOMPARE(changed.count(), 1);
    }

    void takesOverWhatAnotherProgramSaves()
    {
        support::VaultHome home;
        vault::VaultSession session(home.path(), home.services());
        session.open(home.create().vault);
        QSignalSpy changed(&session, &vault::VaultSession::accountsChanged);
        auto other = home.open();
        const otp::Entry entry = support::entryOf("I", "n");
        QVERIFY(other->add({ &entry, 1 }));
        QTRY_COMPARE(changed.count(), 1);
        QCOMPARE(session.vault().accounts().size(), std::size_t { 1 });

        session.lock();
        QVERIFY(other->add({ &entry, 1 }));
        session.open(std::move(*home.open()));
        QCOMPARE(session.vault().accounts().size(), std::size_t { 2 });
    }

    void tellsOfWhatItsOwnSaveHasMet()
    {
        support::VaultHome home;
        vault::VaultSession session(home.path(), home.services());
        session.open(home.create().vault);
        auto other = home.open();
        const otp::Entry entry = support::entryOf("I", "n");
        const vault::Id id = other->add({ &entry, 1 })->front();
        QSignalSpy changed(&session, &vault::VaultSession::accountsChanged);
        // Nobody has told the session yet; its own change finds the account.
        QVERIFY(session.vault().moveToTrash(id));
        QVERIFY(!session.vault().moveToTrash(id));
        QTRY_COMPARE(changed.count(), 1);
        QCOMPARE(session.vault().trash().size(), std::size_t { 1 });
    }

    void locksWhenAnotherVaultStandsInItsPlace()
    {
        support::VaultHome home;
        vault::VaultSession session(home.path(), home.services());
        session.open(home.create().vault);
        QSignalSpy closed(&session, &vault::VaultSession::closedByOthers);
        home.write(support::contentsOf(support::GoldenPath));
        QTRY_COMPARE(closed.count(), 1);
        QVERIFY(!session.isOpen());
    }

    void threeWrongOnesInAnyProgramsLockAll()
    {
        support::VaultHome home;
        home.create();
        const vault::Services services = remembering(home);
        // The lock's file is there: nothing is changed in the vault's own folder from here on.
        opened(home, services).countVerification(false);
        vault::VaultSession first(home.path(), services);
        vault::VaultSession second(home.path(), services);
        first.open(opened(home, services));
        second.open(opened(home, services));
        const QSignalSpy firstReason(&first, &vault::VaultSession::lockedByWrongTries);
        const QSignalSpy secondReason(&second, &vault::VaultSession::lockedByWrongTries);
        first.countVerification(false);
        first.countVerification(false);
        QVERIFY(first.isOpen());
        vault::countWrongTry(home.path(), services); // by one that cannot open it
        QTRY_VERIFY(!first.isOpen());
        QTRY_VERIFY(!second.isOpen());
        QCOMPARE(firstReason.count(), 1);
        QCOMPARE(secondReason.count(), 1);

        first.open(opened(home, services));
        QCOMPARE(first.vault().wrongVerifications(), std::uint64_t { 0 });
    }

    void aTwinThatComesBackTakesItsPlace()
    {
        support::VaultHome home;
        vault::VaultSession session(home.path(), home.services());
        session.open(home.create().vault);
        const auto verification = home.verify(session.vault());
        const QSignalSpy changed(&session, &vault::VaultSession::accountsChanged);
        const QSignalSpy locked(&session, &vault::VaultSession::locked);
        auto loan = session.lend({});
        QVERIFY(loan);
        QVERIFY(loan->twin.changeKeys(
            *verification, support::passphrase("other words"), support::SmallCosts));
        QCoreApplication::processEvents();
        const otp::Entry entry = support::entryOf("I", "n");
        const auto early = session.vault().add({ &entry, 1 });
        QCOMPARE(early.error().code, base::ErrorCode::KeysChanged);
        QVERIFY(session.takeBack(std::move(*loan), true));
        QVERIFY(session.isOpen());
        QCOMPARE(locked.count(), 0);
        QCOMPARE(changed.count(), 1);
        QVERIFY(session.vault().add({ &entry, 1 }));
        QCOMPARE(home.open("other words")->accounts().size(), std::size_t { 1 });
    }

    void aTwinSavesNothingOnceItIsToStop()
    {
        support::VaultHome home;
        vault::VaultSession session(home.path(), home.services());
        session.open(home.create().vault);
        const auto verification = home.verify(session.vault());
        const base::Bytes before = support::contentsOf(home.path());
        std::stop_source stop;
        auto loan = session.lend(stop.get_token());
        stop.request_stop();
        const auto changed = loan->twin.changePassphrase(
            *verification, support::passphrase("other words"), support::SmallCosts);
        QCOMPARE(changed.error().code, base::ErrorCode::Cancelled);
        QVERIFY(support::contentsOf(home.path()) == before);
        QVERIFY(session.takeBack(std::move(*loan), false));
        const otp::Entry entry = support::entryOf("I", "n");
        QVERIFY(session.vault().add({ &entry, 1 }));
    }

    void aTwinOfALockedVaultIsLetGo()
    {
        support::VaultHome home;
        const std::size_t before = crypto::secureHeapInUse();
        vault::VaultSession session(home.path(), home.services());
        session.open(home.create().vault);
        auto loan = session.lend({});
        session.lock();
        QVERIFY(!session.takeBack(std::move(*loan), true));
        QVERIFY(!session.isOpen());
        QCOMPARE(crypto::secureHeapInUse(), before);
    }

    /// Locked meanwhile, and another vault opened: its keys are not those of the twin.
    void aTwinDoesNotTakeThePlaceOfAnotherVault()
    {
        support::VaultHome home;
        support::VaultHome another;
        vault::VaultSession session(home.path(), home.services());
        session.open(home.create().vault);
        auto loan = session.lend({});
        const otp::Entry entry = support::entryOf("I", "n");
        QVERIFY(loan->twin.add({ &entry, 1 }));
        session.lock();
        session.open(another.create().vault);
        const vault::Id id = session.vault().id();
        QVERIFY(!session.takeBack(std::move(*loan), true));
        QVERIFY(session.vault().id() == id);
        QVERIFY(session.vault().accounts().empty());
    }

    void tellsUntilWhenItIsOpen()
    {
        support::VaultHome home;
        vault::VaultSession session(home.path(), home.services());
        QVERIFY(session.untilLocked().stop_requested());
        session.open(home.create().vault);
        const std::stop_token first = session.untilLocked();
        QVERIFY(!first.stop_requested());
        session.open(*home.open()); // in its place
        QVERIFY(first.stop_requested());
        const std::stop_token second = session.untilLocked();
        QVERIFY(!second.stop_requested());
        session.lock();
        QVERIFY(second.stop_requested());
        QVERIFY(session.untilLocked().stop_requested());
    }

    void seesWhatOthersSaveAfterALoan()
    {
        support::VaultHome home;
        vault::VaultSession session(home.path(), home.services());
        session.open(home.create().vault);
        auto loan = session.lend({});
        auto other = home.open();
        const otp::Entry entry = support::entryOf("I", "n");
        QVERIFY(other->add({ &entry, 1 }));
        QVERIFY(session.takeBack(std::move(*loan), false));
        QCOMPARE(session.vault().accounts().size(), std::size_t { 1 });
    }

private:
    QTemporaryDir m_state;

    vault::Services remembering(support::VaultHome& home)
    {
        vault::Services services = home.services();
        services.stateFolder = m_state.path().toStdString();
        return services;
    }
    static vault::Vault opened(support::VaultHome& home, const vault::Services& services)
    {
        auto opened =
            vault::Vault::open(home.path(), support::passphrase("secret words"), services);
        if (!opened)
            qFatal("cannot open the vault");
        return std::move(*opened);
    }
};

QTEST_GUILESS_MAIN(VaultSessionTest)
#include "vault_session_test.moc"
