// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/desktop/backup_schedule.h"
#include "tests/support/backup_scene.h"
#include "tests/support/fail_on_warning.h"

using desktop::BackupSchedule;
using namespace std::chrono_literals;

namespace {

constexpr auto AtOnce = 1ms;
constexpr auto NowAndThen = 200ms; ///< with time for each look to end
constexpr auto Never = 24h; ///< of a test's time

/// The scene with pauses of which only some are ever over.
struct ScheduleScene
{
    support::BackupScene backups;
    BackupSchedule schedule;

    explicit ScheduleScene(const BackupSchedule::Pauses& pauses)
        : schedule(backups.session, backups.keeper, pauses)
    { }

    bool hasFiles(int count)
    {
        return QTest::qWaitFor(
            [&] { return !backups.keeper.isWriting() && backups.files().size() == count; }, 10'000);
    }
    /// Everything that was begun has ended.
    void settle()
    {
        QVERIFY(QTest::qWaitFor([&] { return !backups.keeper.isWriting(); }, 10'000));
    }
};

} // namespace

/// When the window makes backups; the clock is moved, the pauses are short or endless.
class BackupScheduleTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void makesOneAfterOpeningWhereThereIsNone()
    {
        ScheduleScene scene({ AtOnce, Never, Never });
        QVERIFY(scene.hasFiles(1));
    }

    void makesOneAfterAChange()
    {
        ScheduleScene scene({ AtOnce, Never, Never });
        QVERIFY(scene.hasFiles(1));
        scene.backups.home.clock.time += backup::LeastPause;
        scene.backups.add("Mail");
        QVERIFY(scene.hasFiles(2));
    }

    void triesAgainWhatCameTooEarly()
    {
        ScheduleScene scene({ AtOnce, AtOnce, Never });
        QVERIFY(scene.hasFiles(1));
        // Between the look that comes too early and the next one ten minutes go by.
        connect(&scene.backups.keeper, &ui::backup::BackupKeeper::missed, this,
            [&scene] { scene.backups.home.clock.time += backup::LeastPause; });
        scene.backups.add("Mail");
        QVERIFY(scene.hasFiles(2));
    }

    void makesOneAtTheLock()
    {
        ScheduleScene scene({ Never, Never, Never });
        scene.backups.session.lock();
        QVERIFY(scene.hasFiles(1));
    }

    void makesNoneAtALockWithoutChanges()
    {
        ScheduleScene scene({ Never, Never, Never });
        QVERIFY(scene.backups.backUp());
        scene.backups.home.clock.time += backup::LeastPause;
        scene.backups.session.lock();
        scene.settle();
        QCOMPARE(scene.backups.files().size(), 1);
    }

    void countersAloneWaitForADay()
    {
        ScheduleScene scene({ AtOnce, Never, NowAndThen });
        const otp::Entry entry =
            support::entryOf("Token", "alice", "12345678901234567890", otp::Hotp {});
        const auto ids = scene.backups.session.vault().add({ &entry, 1 });
        QVERIFY(ids);
        QVERIFY(scene.hasFiles(1));
        scene.backups.home.clock.time += backup::LeastPause;
        QVERIFY(scene.backups.session.vault().nextHotpCode(ids->front()));
        QSignalSpy missed(&scene.backups.keeper, &ui::backup::BackupKeeper::missed);
        scene.backups.session.notifyChanged();
        QTRY_VERIFY(missed.count() > 2);
        QCOMPARE(scene.backups.files().size(), 1);
        scene.backups.home.clock.time += backup::MostWait;
        QTRY_COMPARE(scene.backups.files().size(), 2);
    }

    void triesAgainUntilTheFolderIsThere()
    {
        ScheduleScene scene({ AtOnce, AtOnce, Never });
        QVERIFY(scene.hasFiles(1));
        const QTemporaryDir media;
        const QString stick = media.filePath(QStringLiteral("stick"));
        QSignalSpy missed(&scene.backups.keeper, &ui::backup::BackupKeeper::missed);
        connect(&scene.backups.keeper, &ui::backup::BackupKeeper::missed, this,
            [&scene] { scene.backups.home.clock.time += backup::LeastPause; });
        QVERIFY(scene.backups.settings.setBackupFolder(stick.toStdString()));
        scene.backups.add("Mail");
        QTRY_VERIFY(missed.count() >= 3);
        QVERIFY(scene.backups.session.isOpen());
        QVERIFY(QDir().mkpath(stick));
        QTRY_COMPARE(QDir(stick).entryList(QDir::Files).size(), 1);
    }

    void newKeysGetABackupAtOnce()
    {
        ScheduleScene scene({ Never, Never, Never });
        QVERIFY(scene.backups.backUp());
        vault::Vault& vault = scene.backups.session.vault();
        const auto verification = scene.backups.home.verify(vault);
        QVERIFY(verification);
        QVERIFY(
            vault.changeKeys(*verification, support::passphrase("new words"), support::SmallCosts));
        scene.backups.home.clock.time += 1s;
        scene.backups.session.notifyChanged();
        QVERIFY(scene.hasFiles(2));
        QTRY_COMPARE(scene.backups.keeper.formerCopies().empty(), false);
        QVERIFY(scene.backups.keeper.backups().front().key == vault.key());
    }
};

QTEST_MAIN(BackupScheduleTest)
#include "backup_schedule_test.moc"
