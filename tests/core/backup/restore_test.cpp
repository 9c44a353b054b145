// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/backup/restore.h"
#include "core/backup/restore_drill.h"
#include "tests/support/backup_home.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using base::ErrorCode;

/// The drill, and the day it was for.
class RestoreTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void theDrillComparesEveryEntry()
    {
        support::BackupHome home;
        for (int i = 0; i < 42; ++i)
            home.addOne();
        const auto made = home.make();
        QVERIFY(made);
        home.wait(std::chrono::hours(1));
        const auto drill = backup::drill(home.place(), made->path,
            support::passphrase("secret words"), *home.vault().content(), home.now());
        QVERIFY(drill);
        QCOMPARE(drill->comparison.matching, std::size_t { 42 });
        QCOMPARE(drill->comparison.accounts, std::size_t { 42 });
        QVERIFY(drill->comparison.differences.empty());
        QVERIFY(drill->openedBy == vault::SlotKind::Passphrase);
        // It is remembered, for health and for the rotation.
        const auto listed = backup::list(home.place(), backup::Reading::Beginning);
        QVERIFY(listed->front().proof->drilled == home.now());
    }

    void theDrillNeedsNoOpenVault()
    {
        support::BackupHome home;
        home.addOne();
        const auto made = home.make();
        home.addOne("later");
        const auto drill = backup::drill(home.place(), made->path,
            home.created.recoveryKey.bytes.isEmpty()
                ? vault::Opener(support::passphrase("secret words"))
                : vault::Opener(std::move(home.created.recoveryKey)),
            {}, home.now());
        QVERIFY(drill);
        QVERIFY(drill->openedBy == vault::SlotKind::Recovery);
        QCOMPARE(drill->comparison.accounts, std::size_t { 2 });
        QCOMPARE(drill->comparison.matching, std::size_t { 1 });
        QCOMPARE(drill->comparison.differences.front().field, std::string("missing"));
    }

    void aWrongPassphraseIsNoDrill()
    {
        support::BackupHome home;
        const auto made = home.make();
        const auto drill =
            backup::drill(home.place(), made->path, support::passphrase("wrong"), {}, home.now());
        QCOMPARE(drill.error().code, ErrorCode::WrongPassphrase);
        const auto listed = backup::list(home.place(), backup::Reading::Beginning);
        QVERIFY(!listed->front().proof->drilled);
    }

    void aDamagedBackupIsToldBeforeAnyDerivation()
    {
        support::BackupHome home;
        const auto made = home.make();
        base::Bytes bytes = support::contentsOf(made->path);
        bytes.back() ^= 1;
        QVERIFY(base::replaceFile(made->path, bytes));
        const auto drill =
            backup::drill(home.place(), made->path, support::passphrase("wrong"), {}, home.now());
        QCOMPARE(drill.error().code, ErrorCode::Damaged);
    }

    void aVaultIsRestoredBesideTheOldOne()
    {
        support::BackupHome home;
        home.addOne();
        const auto made = home.make();
        const std::string beside = home.home.folder() + "/v-restored-1.countersign";
        QCOMPARE(backup::freePathFor(home.home.path()), beside);
        {
            const auto restored = backup::restore(
                made->path, support::passphrase("secret words"), beside, home.home.services());
            QVERIFY(restored);
            QCOMPARE(restored->accounts().size(), std::size_t { 1 });
        }
        QCOMPARE(backup::freePathBeside(home.home.path(), "salvaged"),
            home.home.folder() + "/v-salvaged-1.countersign");
        QCOMPARE(backup::freePathFor(home.home.path()),
            home.home.folder() + "/v-restored-2.countersign");
        QCOMPARE(backup::restore(
                     made->path, support::passphrase("secret words"), beside, home.home.services())
                     .error()
                     .code,
            ErrorCode::VaultExists);
    }

    void aVaultThatIsGoneIsRestoredInItsPlace()
    {
        support::BackupHome home;
        const auto made = home.make();
        QVERIFY(QFile::remove(QString::fromStdString(home.home.path())));
        QCOMPARE(backup::freePathFor(home.home.path()), home.home.path());
        QVERIFY(backup::restore(made->path, support::passphrase("secret words"), home.home.path(),
            home.home.services()));
        QVERIFY(home.home.open());
    }
};

QTEST_GUILESS_MAIN(RestoreTest)
#include "restore_test.moc"
