// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/backup_scene.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/person.h"
#include "ui/backup/first_backup_page.h"

#include <QThreadPool>

using support::Person;
using ui::backup::FirstBackupPage;

/// The last step of the first run.
class FirstBackupPageTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        support::failOnWarning();
        m_scene = std::make_unique<support::BackupScene>();
        m_page = std::make_unique<FirstBackupPage>(m_scene->keeper, m_scene->session);
        m_page->resize(480, 680);
        m_page->show();
        m_page->activateWindow();
        m_page->setFocus();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void cleanup()
    {
        QThreadPool::globalInstance()->waitForDone();
        m_page.reset();
        m_scene.reset();
    }

    void makesAndTestsABackup()
    {
        const QSignalSpy finished(m_page.get(), &FirstBackupPage::finished);
        Person::type(QStringLiteral("secret words"));
        Person::key(Qt::Key_Return);
        QTRY_VERIFY(Person::sees(QStringLiteral("2 of 2 accounts match.")));
        QTRY_VERIFY(m_scene->keeper.health() && !m_scene->isUntested());
        QCOMPARE(Person::focused(), QStringLiteral("Go on to the accounts"));
        Person::key(Qt::Key_Return);
        QCOMPARE(finished.count(), 1);
        QVERIFY(finished.front().front().toBool());
    }

    void canBeLeftForLater()
    {
        const QSignalSpy finished(m_page.get(), &FirstBackupPage::finished);
        QVERIFY(Person::press(QStringLiteral("Later")));
        QCOMPARE(finished.count(), 1);
        QVERIFY(!finished.front().front().toBool());
        QVERIFY(m_scene->files().isEmpty());
    }

    void nothingTypedMakesNothing()
    {
        QVERIFY(Person::press(QStringLiteral("Make and test a backup")));
        QCOMPARE(Person::focused(), QStringLiteral("Passphrase or recovery key"));
        QVERIFY(m_scene->files().isEmpty());
    }

    void aWrongPassphraseCanBeTypedAgain()
    {
        Person::type(QStringLiteral("other words"));
        Person::key(Qt::Key_Return);
        QTRY_VERIFY(Person::sees(QStringLiteral("does not open this backup")));
        Person::type(QStringLiteral("secret words"));
        Person::key(Qt::Key_Return);
        QTRY_VERIFY(Person::sees(QStringLiteral("2 of 2 accounts match.")));
        QCOMPARE(m_scene->files().size(), 1);
    }

    void aFolderThatCannotBeWrittenIsTold()
    {
        // A file in the folder's place: nobody, the administrator neither, writes below it.
        QFile blocker(m_scene->folder());
        QVERIFY(blocker.open(QIODevice::WriteOnly));
        Person::type(QStringLiteral("secret words"));
        Person::key(Qt::Key_Return);
        QTRY_VERIFY(Person::sees(QStringLiteral("The backup could not be made.")));
        QVERIFY(Person::sees(QStringLiteral("tried again by itself")));
    }

private:
    std::unique_ptr<support::BackupScene> m_scene;
    std::unique_ptr<FirstBackupPage> m_page;
};

QTEST_MAIN(FirstBackupPageTest)
#include "first_backup_page_test.moc"
