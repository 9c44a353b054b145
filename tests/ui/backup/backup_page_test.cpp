// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/atomic_file.h"
#include "tests/support/backup_scene.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/person.h"
#include "ui/backup/backup_page.h"

#include <QLineEdit>

using support::Person;
using ui::backup::BackupPage;

namespace {

struct PageScene
{
    support::BackupScene backups;
    BackupPage page { backups.keeper, backups.session };

    PageScene()
    {
        page.resize(480, 680);
        page.show();
        page.activateWindow();
        page.setFocus();
        if (!QTest::qWaitForWindowActive(&page))
            qFatal("the page does not come up");
    }
};

} // namespace

class BackupPageTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void saysThatThereIsNoneAndWhatToDo()
    {
        const PageScene scene;
        QTRY_VERIFY(Person::sees(QStringLiteral("There is no backup of this vault yet.")));
        QVERIFY(Person::sees(QStringLiteral("Make one now")));
        QVERIFY(Person::sees(QStringLiteral("There are no backups in this folder yet.")));
        QVERIFY(!Person::press(QStringLiteral("Test a backup…")));
        QVERIFY(!Person::press(QStringLiteral("Merge…")));
    }

    void makesOneByKeyAndListsIt()
    {
        const PageScene scene;
        QCOMPARE(Person::focused(), QStringLiteral("Back up now"));
        Person::key(Qt::Key_Space);
        QTRY_VERIFY(Person::sees(QStringLiteral("A backup with 2 account(s) was made")));
        QTRY_VERIFY(Person::sees(QStringLiteral("2 account(s), read back")));
        QVERIFY(Person::sees(QStringLiteral("None has been opened by a passphrase")));
        QCOMPARE(scene.backups.files().size(), 1);
    }

    void saysWhatIsDamaged()
    {
        PageScene scene;
        QVERIFY(scene.backups.backUp());
        const std::string path = scene.backups.keeper.backups().front().path;
        base::Bytes bytes = support::contentsOf(path);
        bytes[bytes.size() / 2] ^= 1;
        QVERIFY(base::replaceFile(path, bytes));
        scene.backups.keeper.look();
        QTRY_VERIFY(Person::sees(QStringLiteral("The newest backup is damaged")));
        QVERIFY(Person::sees(QStringLiteral("damaged: it does not read whole")));
        QVERIFY(Person::sees(QStringLiteral("Make a new one now.")));
    }

    void saysThatTheFolderIsGone()
    {
        PageScene scene;
        auto stick = std::make_unique<QTemporaryDir>();
        QVERIFY(scene.backups.keeper.chooseFolder(stick->path().toStdString()));
        QTRY_COMPARE(scene.backups.keeper.backups().size(), std::size_t { 1 });
        stick.reset();
        scene.backups.keeper.look();
        QTRY_VERIFY(Person::sees(QStringLiteral("The chosen folder for backups is not there.")));
        QVERIFY(Person::sees(QStringLiteral("choose another folder")));
    }

    void takesAnotherFolder()
    {
        PageScene scene;
        const QTemporaryDir stick;
        QVERIFY(Person::press(QStringLiteral("Folder…")));
        QTRY_VERIFY(QApplication::activeModalWidget());
        auto* name = QApplication::activeModalWidget()->findChild<QLineEdit*>();
        QVERIFY(name);
        name->setText(stick.path());
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_COMPARE(scene.backups.settings.backupFolder(), stick.path().toStdString());
        QTRY_VERIFY(Person::sees(QStringLiteral("A backup with 2 account(s) was made")));
        QCOMPARE(QDir(stick.path()).entryList(QDir::Files).size(), 1);
    }

    void showsNothingWhileLocked()
    {
        PageScene scene;
        QVERIFY(scene.backups.backUp());
        scene.backups.session.lock();
        QTRY_VERIFY(!Person::sees(QStringLiteral("account(s)")));
        QVERIFY(!Person::press(QStringLiteral("Back up now")));
    }

    void leadsBack()
    {
        PageScene scene;
        QSignalSpy closed(&scene.page, &BackupPage::closed);
        Person::key(Qt::Key_Escape);
        QVERIFY(Person::press(QStringLiteral("Back to the accounts")));
        QCOMPARE(closed.count(), 2);
    }

    void reachesEverythingByTab()
    {
        PageScene scene;
        QVERIFY(scene.backups.backUp());
        scene.page.setFocus();
        QTRY_COMPARE(Person::focused(), QStringLiteral("Back up now"));
        const QStringList expected { QStringLiteral("Back up now"),
            QStringLiteral("Test a backup…"), QStringLiteral("Folder…"),
            QStringLiteral("Backups, the newest first"), QStringLiteral("Restore…"),
            QStringLiteral("Merge…"), QStringLiteral("Back to the accounts") };
        const QStringList order = Person::tabOrder();
        QVERIFY2(order == expected, qPrintable(order.join(QStringLiteral(" | "))));
    }
};

QTEST_MAIN(BackupPageTest)
#include "backup_page_test.moc"
