// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/backup_scene.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/person.h"
#include "ui/backup/restore_dialog.h"

#include <QThreadPool>

using support::Person;
using ui::backup::RestoreDialog;

/// A backup becomes a vault of its own.
class RestoreDialogTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        support::failOnWarning();
        m_scene = std::make_unique<support::BackupScene>();
        QVERIFY(m_scene->backUp());
        m_backup = m_scene->keeper.backups().front().path;
    }
    void cleanup()
    {
        if (QTest::currentTestFailed() && m_dialog)
            Person::saveShot(QStringLiteral("failed-restore"));
        delete m_dialog.data();
        QThreadPool::globalInstance()->waitForDone();
        m_scene.reset();
    }

    void makesANewVaultBesideThePresentOne()
    {
        open(m_backup);
        QSignalSpy opened(m_dialog, &RestoreDialog::openRequested);
        std::string made;
        connect(m_dialog, &RestoreDialog::restored, this,
            [&made](const std::string& path) { made = path; });
        const base::Bytes before = support::contentsOf(m_scene->home.path());
        Person::type(QStringLiteral("secret words"));
        Person::key(Qt::Key_Return);
        QTRY_VERIFY(Person::sees(QStringLiteral("2 account(s) are in the new vault.")));
        QVERIFY(Person::sees(QStringLiteral("may be behind")));
        QVERIFY(made.ends_with("-restored-1.countersign"));
        QCOMPARE(support::contentsOf(m_scene->home.path()), before);
        const auto vault =
            vault::Vault::open(made, support::passphrase("secret words"), m_scene->services());
        QVERIFY(vault);
        QCOMPARE(vault->accounts().size(), std::size_t { 2 });
        QVERIFY(Person::press(QStringLiteral("Open it")));
        QCOMPARE(opened.count(), 1);
    }

    void takesTheVaultsPlaceWhereNoneIs()
    {
        const std::string path = m_scene->home.path();
        m_scene->session.lock();
        QVERIFY(
            QFile::rename(QString::fromStdString(path), QString::fromStdString(path + ".away")));
        open(m_backup);
        QSignalSpy restored(m_dialog, &RestoreDialog::restored);
        Person::type(QStringLiteral("secret words"));
        Person::key(Qt::Key_Return);
        QTRY_COMPARE(restored.count(), 1);
        QVERIFY(m_scene->session.exists());
        QTRY_VERIFY(!m_dialog);
    }

    void aWrongPassphraseWritesNothing()
    {
        open(m_backup);
        Person::type(QStringLiteral("other words"));
        Person::key(Qt::Key_Return);
        QTRY_VERIFY(Person::sees(QStringLiteral("does not open this backup")));
        QVERIFY(newVaults().isEmpty());
    }

    void cancellingWhileTheKeyIsDerivedWritesNothing()
    {
        open(m_backup);
        Person::type(QStringLiteral("secret words"));
        Person::key(Qt::Key_Return);
        Person::key(Qt::Key_Escape);
        QVERIFY(QThreadPool::globalInstance()->waitForDone(30'000));
        QTRY_VERIFY(!m_dialog);
        QVERIFY(newVaults().isEmpty());
    }

    void closesByKey()
    {
        open(m_backup);
        Person::key(Qt::Key_Escape);
        QTRY_VERIFY(!m_dialog);
    }

    void asksForABackupWhereNoneIsChosen()
    {
        open({});
        QVERIFY(Person::sees(QStringLiteral("No backup is chosen yet.")));
        Person::type(QStringLiteral("secret words"));
        Person::key(Qt::Key_Return);
        QVERIFY(Person::sees(QStringLiteral("Choose the backup first.")));
    }

private:
    void open(const std::string& backup)
    {
        m_dialog = new RestoreDialog(m_scene->session, backup, nullptr);
        m_dialog->open();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog));
    }
    QStringList newVaults() const
    {
        return QDir(QString::fromStdString(m_scene->home.folder()))
            .entryList({ QStringLiteral("*-restored-*") }, QDir::Files);
    }

    std::unique_ptr<support::BackupScene> m_scene;
    std::string m_backup;
    QPointer<RestoreDialog> m_dialog;
};

QTEST_MAIN(RestoreDialogTest)
#include "restore_dialog_test.moc"
