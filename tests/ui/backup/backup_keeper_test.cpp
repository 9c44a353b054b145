// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/opened_copy.h"
#include "tests/support/backup_scene.h"
#include "tests/support/fail_on_warning.h"

using backup::Condition;
using backup::Occasion;
using backup::Reason;
using ui::backup::BackupKeeper;

/// Backups from the window's side: made on another thread, told on its own.
class BackupKeeperTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void saysThatThereIsNoneYet()
    {
        support::BackupScene scene;
        QTRY_VERIFY(scene.keeper.health());
        QCOMPARE(scene.keeper.health()->condition, Condition::Missing);
        QCOMPARE(scene.keeper.health()->reasons.front(), Reason::NoneYet);
    }

    void makesOneThatOpens()
    {
        support::BackupScene scene;
        QVERIFY(scene.backUp());
        QCOMPARE(scene.files().size(), 1);
        QVERIFY(scene.isUntested());
        QCOMPARE(scene.keeper.health()->condition, Condition::Stale);
        const auto copy = vault::OpenedCopy::open(
            scene.keeper.backups().front().path, support::passphrase("secret words"));
        QVERIFY(copy);
        QCOMPARE(copy->accounts(), std::size_t { 2 });
    }

    void goesOnWhenTheVaultIsLocked()
    {
        support::BackupScene scene;
        scene.keeper.backUp();
        scene.session.lock();
        QTRY_VERIFY(!scene.keeper.isWriting());
        QCOMPARE(scene.files().size(), 1);
        QVERIFY(!scene.keeper.health()); // nothing is told of a vault that is locked
        QVERIFY(scene.keeper.backups().empty());
    }

    void isFinishedBeforeItIsGone()
    {
        support::VaultHome home;
        {
            vault::VaultSession session(home.path(), home.services());
            settings::AppSettings settings(home.folder() + "/settings.ini");
            BackupKeeper keeper(session, settings);
            session.open(home.create().vault);
            keeper.backUp();
        }
        const QDir folder(QString::fromStdString(home.folder() + "/backups"));
        QCOMPARE(folder.entryList(QDir::Files).size(), 1);
    }

    void makesOnlyWhatIsDue()
    {
        support::BackupScene scene;
        QSignalSpy missed(&scene.keeper, &BackupKeeper::missed);
        scene.keeper.backUpIfDue(Occasion::Change);
        QTRY_VERIFY(!scene.keeper.isWriting());
        QCOMPARE(scene.files().size(), 1);
        QCOMPARE(missed.count(), 0);
        scene.add("Mail");
        scene.keeper.backUpIfDue(Occasion::Change);
        QTRY_COMPARE(missed.count(), 1);
        QCOMPARE(missed.front().front().toBool(), false);
        QCOMPARE(scene.files().size(), 1);
        scene.home.clock.time += backup::LeastPause;
        scene.keeper.backUpIfDue(Occasion::Change);
        QTRY_VERIFY(!scene.keeper.isWriting());
        QCOMPARE(scene.files().size(), 2);
    }

    void tellsBeginningAndEndOfTheWork()
    {
        support::BackupScene scene;
        QSignalSpy work(&scene.keeper, &BackupKeeper::writingChanged);
        scene.keeper.backUp();
        scene.keeper.backUpIfDue(Occasion::Tick);
        QVERIFY(scene.keeper.isWriting());
        QTRY_VERIFY(!scene.keeper.isWriting());
        QCOMPARE(work.count(), 2); // one beginning and one end, however many
        QCOMPARE(work.front().front().toBool(), true);
        QCOMPARE(work.back().front().toBool(), false);
    }

    void goesToTheChosenFolder()
    {
        support::BackupScene scene;
        const QTemporaryDir stick;
        QVERIFY(scene.keeper.chooseFolder(stick.path().toStdString()));
        QTRY_COMPARE(scene.keeper.backups().size(), std::size_t { 1 });
        QVERIFY(scene.files().isEmpty());
        QVERIFY(scene.keeper.backups().front().path.starts_with(stick.path().toStdString()));
        QCOMPARE(scene.settings.backupFolder(), stick.path().toStdString());
        // Who chooses the folder beside the vault wishes it as it was at first.
        QVERIFY(scene.keeper.chooseFolder(scene.folder().toStdString()));
        QVERIFY(scene.settings.backupFolder().empty());
        QTRY_COMPARE(scene.files().size(), 1);
    }

    void tellsAFolderThatIsGone()
    {
        support::BackupScene scene;
        const QSignalSpy asked(&scene.keeper, &BackupKeeper::asked);
        auto stick = std::make_unique<QTemporaryDir>();
        QVERIFY(scene.keeper.chooseFolder(stick->path().toStdString()));
        QTRY_COMPARE(scene.keeper.backups().size(), std::size_t { 1 });
        stick.reset();
        QSignalSpy missed(&scene.keeper, &BackupKeeper::missed);
        scene.add("Mail");
        scene.home.clock.time += backup::LeastPause;
        scene.keeper.backUpIfDue(Occasion::Change);
        QTRY_COMPARE(missed.count(), 1);
        QCOMPARE(missed.front().front().toBool(), true);
        QTRY_VERIFY(scene.keeper.health() && scene.keeper.health()->condition == Condition::Failed);
        QVERIFY(scene.session.isOpen());
    }
};

QTEST_MAIN(BackupKeeperTest)
#include "backup_keeper_test.moc"
