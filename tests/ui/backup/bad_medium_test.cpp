// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/backup_scene.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/person.h"
#include "tests/tools/faults.h"
#include "ui/backup/backup_page.h"

#include <cerrno>

using backup::Condition;
using backup::Occasion;

/// The chosen folder is on a medium that refuses or does not answer: it is told, tried again, and
/// stops no save.
class BadMediumTest : public QObject
{
    Q_OBJECT

    /// Whether a save of the vault works as ever.
    static bool saves(support::BackupScene& scene)
    {
        const vault::Id before = scene.session.vault().lastSave();
        scene.add("Mail");
        return scene.session.vault().lastSave() != before;
    }

    static bool isCondition(const support::BackupScene& scene, Condition condition)
    {
        const auto& health = scene.keeper.health();
        return health && health->condition == condition;
    }

private slots:
    void init() { support::failOnWarning(); }
    void cleanup() { faultsEnd(); }

    void oneThatRefusesIsToldAndTriedAgain_data()
    {
        QTest::addColumn<int>("error");
        QTest::newRow("full") << ENOSPC;
        QTest::newRow("read-only") << EROFS;
        QTest::newRow("broken") << EIO;
    }

    void oneThatRefusesIsToldAndTriedAgain()
    {
        QFETCH(const int, error);
        support::BackupScene scene;
        const QTemporaryDir stick;
        const std::string folder = stick.path().toStdString();
        QVERIFY(scene.keeper.chooseFolder(folder));
        QTRY_COMPARE(scene.keeper.backups().size(), std::size_t { 1 });

        faultsFail(folder.c_str(), error);
        QSignalSpy missed(&scene.keeper, &ui::backup::BackupKeeper::missed);
        QVERIFY(saves(scene));
        scene.home.clock.time += backup::LeastPause;
        scene.keeper.backUpIfDue(Occasion::Change);
        QTRY_COMPARE(missed.count(), 1);
        QCOMPARE(missed.front().front().toBool(), true); // it has failed
        QTRY_VERIFY(isCondition(scene, Condition::Failed));
        QVERIFY(saves(scene));

        faultsEnd();
        scene.home.clock.time += backup::LeastPause;
        scene.keeper.backUpIfDue(Occasion::Tick);
        QTRY_COMPARE(scene.keeper.backups().size(), std::size_t { 2 });
        QTRY_VERIFY(isCondition(scene, Condition::Stale)); // only that nobody has tested it
    }

    void oneThatDoesNotAnswerStopsNothing()
    {
        support::BackupScene scene;
        const QTemporaryDir stick;
        const std::string folder = stick.path().toStdString();
        QVERIFY(scene.keeper.chooseFolder(folder));
        QTRY_COMPARE(scene.keeper.backups().size(), std::size_t { 1 });
        QTRY_VERIFY(!scene.keeper.isWriting());
        ui::backup::BackupPage page(scene.keeper, scene.session);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));

        faultsHold(folder.c_str());
        scene.keeper.backUp();
        QVERIFY(saves(scene));
        QVERIFY(scene.keeper.isWriting());
        QVERIFY(support::Person::sees(QStringLiteral("Making a backup")));
        scene.session.lock();
        QVERIFY(!scene.session.isOpen());

        faultsEnd();
        QTRY_VERIFY(!scene.keeper.isWriting());
        QCOMPARE(
            QDir(stick.path()).entryList({ QStringLiteral("*.countersign") }, QDir::Files).size(),
            2);
    }
};

QTEST_MAIN(BadMediumTest)
#include "bad_medium_test.moc"
