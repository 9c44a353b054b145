// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/opened_copy.h"
#include "tests/support/backup_scene.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/person.h"
#include "ui/backup/merge_dialog.h"

#include <QListWidget>
#include <QThreadPool>

using support::Person;
using ui::backup::MergeDialog;

/// What a backup has and the vault has not comes back, after a look at what that would be.
class MergeDialogTest : public QObject
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
            Person::saveShot(QStringLiteral("failed-merge"));
        delete m_dialog.data();
        QThreadPool::globalInstance()->waitForDone();
        m_scene.reset();
    }

    void saysWhenThereIsNothingToMerge()
    {
        show();
        QTRY_VERIFY(Person::sees(QStringLiteral("there is nothing to merge")));
        QVERIFY(!Person::press(QStringLiteral("Merge")));
    }

    void bringsBackWhatWasDeletedForGoodIfThatIsWished()
    {
        deleteForGood("GitHub");
        show();
        QTRY_VERIFY(Person::sees(QStringLiteral("GitHub alice was deleted for good")));
        QCOMPARE(vault().accounts().size(), std::size_t { 1 }); // nothing is written before
        QCOMPARE(Person::focused(), QStringLiteral("What would change"));
        Person::key(Qt::Key_Space); // ticks it
        QVERIFY(Person::press(QStringLiteral("Merge")));
        QCOMPARE(vault().accounts().size(), std::size_t { 2 });
        const auto undone = vault().undo();
        QVERIFY(undone);
        QCOMPARE(undone->kind, std::string(vault::changeKind::Merge));
        QCOMPARE(vault().accounts().size(), std::size_t { 1 });
        QCOMPARE(vault().accounts().front().issuer, QStringLiteral("Bank"));
    }

    void leavesDeletedWhatIsNotTicked()
    {
        deleteForGood("GitHub");
        show();
        QTRY_VERIFY(Person::sees(QStringLiteral("GitHub alice was deleted for good")));
        QVERIFY(Person::press(QStringLiteral("Merge")));
        QCOMPARE(vault().accounts().size(), std::size_t { 1 });
    }

    void cancellingChangesNothing()
    {
        deleteForGood("GitHub");
        const vault::Id before = vault().lastSave();
        show();
        QTRY_VERIFY(Person::sees(QStringLiteral("GitHub alice was deleted for good")));
        Person::key(Qt::Key_Escape);
        QTRY_VERIFY(!m_dialog);
        QCOMPARE(vault().lastSave(), before);
    }

    void aWrongPassphraseIsTold()
    {
        show("other words");
        QTRY_VERIFY(Person::sees(QStringLiteral("does not open this backup")));
    }

    void closesWithTheLock()
    {
        show();
        m_scene->session.lock();
        QTRY_VERIFY(!m_dialog);
    }

private:
    vault::Vault& vault() { return m_scene->session.vault(); }
    void deleteForGood(const char* issuer)
    {
        for (const vault::Account& account : vault().accounts()) {
            if (account.issuer != QLatin1String(issuer))
                continue;
            QVERIFY(vault().moveToTrash(account.id));
            QVERIFY(vault().deleteFromTrash(account.id));
        }
        m_scene->session.notifyChanged();
    }
    /// Opens the dialog and types.
    void show(const char* words = "secret words")
    {
        m_dialog = new MergeDialog(m_scene->session, m_backup, nullptr);
        m_dialog->open();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog));
        Person::type(QLatin1String(words));
        Person::key(Qt::Key_Return);
    }

    std::unique_ptr<support::BackupScene> m_scene;
    std::string m_backup;
    QPointer<MergeDialog> m_dialog;
};

QTEST_MAIN(MergeDialogTest)
#include "merge_dialog_test.moc"
