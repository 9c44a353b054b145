// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/backup_scene.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/person.h"
#include "ui/backup/drill_dialog.h"

#include <QThreadPool>

using support::Person;
using ui::backup::DrillDialog;

/// Testing a backup by what opens it.
class DrillDialogTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        support::failOnWarning();
        m_scene = std::make_unique<support::BackupScene>();
        QVERIFY(m_scene->backUp());
    }
    void cleanup()
    {
        if (QTest::currentTestFailed() && m_dialog)
            Person::saveShot(QStringLiteral("failed-drill"));
        delete m_dialog.data();
        QThreadPool::globalInstance()->waitForDone();
        m_scene.reset();
    }

    void saysThatEveryAccountMatches()
    {
        open();
        Person::type(QStringLiteral("secret words"));
        Person::key(Qt::Key_Return);
        QTRY_VERIFY(Person::sees(QStringLiteral("2 of 2 accounts match.")));
        QVERIFY(Person::sees(QStringLiteral("everything is in it")));
        QTRY_VERIFY(m_scene->keeper.backups().front().proof->drilled);
        QVERIFY(!m_scene->isUntested());
        QCOMPARE(Person::focused(), QStringLiteral("Close"));
    }

    void listsWhatIsDifferent()
    {
        vault::Vault& vault = m_scene->session.vault();
        const vault::Id changed = vault.accounts().front().id;
        QVERIFY(vault.edit(changed, { .note = QStringLiteral("new") }));
        m_scene->add("Mail");
        open();
        Person::type(QStringLiteral("secret words"));
        Person::key(Qt::Key_Return);
        QTRY_VERIFY(Person::sees(QStringLiteral("1 of 3 accounts match.")));
        QVERIFY(Person::sees(QStringLiteral("GitHub alice: note")));
        QVERIFY(Person::sees(QStringLiteral("Mail alice: not in both")));
    }

    void aWrongPassphraseIsToldAndAskedAgain()
    {
        open();
        Person::type(QStringLiteral("other words"));
        Person::key(Qt::Key_Return);
        QTRY_VERIFY(Person::sees(QStringLiteral("does not open this backup")));
        QCOMPARE(Person::focused(), QStringLiteral("Passphrase or recovery key"));
        QVERIFY(!m_scene->keeper.backups().front().proof->drilled);
    }

    void closesWithTheLock()
    {
        open();
        m_scene->session.lock();
        QTRY_VERIFY(!m_dialog);
    }

private:
    void open()
    {
        m_dialog = new DrillDialog(
            m_scene->keeper, m_scene->session, m_scene->keeper.backups().front(), nullptr);
        m_dialog->open();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog));
    }

    std::unique_ptr<support::BackupScene> m_scene;
    QPointer<DrillDialog> m_dialog;
};

QTEST_MAIN(DrillDialogTest)
#include "drill_dialog_test.moc"
