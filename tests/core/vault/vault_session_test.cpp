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
};

QTEST_GUILESS_MAIN(VaultSessionTest)
#include "vault_session_test.moc"
