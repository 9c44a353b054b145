// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/backup/backup_store.h"
#include "core/vault/opened_copy.h"
#include "tests/support/backup_home.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

#include <set>
#include <sys/stat.h>
#include <unistd.h>

using base::ErrorCode;
using namespace std::chrono_literals;

/// Making backups, and removing those that newer ones replace.
class BackupStoreTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void aBackupIsMadeInAFolderOfItsOwn()
    {
        support::BackupHome home;
        home.addOne();
        const mode_t before = ::umask(0);
        const auto made = home.make();
        ::umask(before);
        QVERIFY(made);
        QCOMPARE(made->path, home.place().folder + "/v-20260101T000000Z.countersign");
        QCOMPARE(made->accounts, std::size_t { 1 });
        QVERIFY(made->time == home.now());
        struct stat status = {};
        QCOMPARE(::stat(home.place().folder.c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777, mode_t { 0700 });
        QCOMPARE(::stat(made->path.c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777, mode_t { 0600 });
    }

    void itIsListedWithItsProof()
    {
        support::BackupHome home;
        home.addOne();
        QVERIFY(home.make());
        home.wait(1h);
        const auto second = home.make();
        const auto listed = backup::list(home.place(), backup::Reading::Whole);
        QVERIFY(listed);
        QCOMPARE(listed->size(), std::size_t { 2 });
        const backup::Backup& newest = listed->front();
        QCOMPARE(newest.path, second->path);
        QVERIFY(newest.time == home.now());
        QVERIFY(newest.key == home.vault().key());
        QVERIFY(!newest.isDamaged);
        QVERIFY(newest.isCheap); // as the tests' slots are
        QVERIFY(newest.proof->readBack == home.now());
        QVERIFY(!newest.proof->drilled);
        QCOMPARE(newest.proof->accounts, std::uint64_t { 1 });
    }

    void twoOfOneSecondAreTwo()
    {
        support::BackupHome home;
        const auto first = home.make();
        const auto second = home.make();
        QVERIFY(first && second);
        QVERIFY(first->path != second->path);
        QCOMPARE(home.names().size(), 2);
    }

    void aChosenFolderIsNotMade()
    {
        support::BackupHome home;
        const std::string missing = home.home.folder() + "/medium";
        const auto made = home.make(missing);
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::CannotWrite);
        QCOMPARE(made.error().arguments.front(), missing);
        QVERIFY(!QDir(QString::fromStdString(missing)).exists());
        QVERIFY(backup::readLog(home.place(missing)).failure->time == home.now());
        // It is tried again when it is back, and keeps the mode it has.
        QVERIFY(QDir().mkdir(QString::fromStdString(missing)));
        ::chmod(missing.c_str(), 0755);
        QVERIFY(home.make(missing));
        QVERIFY(!backup::readLog(home.place(missing)).failure);
        struct stat status = {};
        QCOMPARE(::stat(missing.c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777, mode_t { 0755 });
    }

    void theVaultIsSavedWhateverBecomesOfTheFolder()
    {
        support::BackupHome home;
        const QString folder = QString::fromStdString(home.place().folder);
        QFile file(folder);
        QVERIFY(file.open(QIODevice::WriteOnly)); // a file where the folder should be
        file.close();
        QVERIFY(!home.make());
        QVERIFY(home.addOne() != vault::Id {});
        QVERIFY(QFile::remove(folder));
        QVERIFY(home.make());
    }

    void theScheduleOfWhatIsKept()
    {
        // Every six hours for three years.
        std::vector<base::Time> times;
        const base::Time now = base::fromUnixSeconds(1'795'289'400);
        for (int i = 0; i < 3 * 365 * 4; ++i)
            times.push_back(now - i * 6h);
        const std::vector<bool> isKept = backup::keptOf(times);
        const auto kept = static_cast<std::size_t>(std::ranges::count(isKept, true));
        for (std::size_t i = 0; i < 10; ++i)
            QVERIFY(isKept[i]);
        std::set<std::chrono::sys_days> days;
        std::set<std::chrono::year_month> months;
        for (std::size_t i = 0; i < times.size(); ++i) {
            const auto day = std::chrono::floor<std::chrono::days>(times[i]);
            const std::chrono::year_month_day date(day);
            if (isKept[i])
                months.insert(date.year() / date.month());
            if (isKept[i])
                days.insert(day);
        }
        QCOMPARE(months.size(), std::size_t { 12 });
        // The last of each of 14 days and 12 months, the newest of which are days already.
        QVERIFY(kept >= 10 + 11 + 10);
        QVERIFY(kept <= 10 + 14 + 12);
        for (int day = 0; day < 14; ++day)
            QVERIFY(
                days.contains(std::chrono::floor<std::chrono::days>(now) - std::chrono::days(day)));
    }

    void theRotationKeepsWhatItShould()
    {
        support::BackupHome home;
        std::size_t removed = 0;
        for (int i = 0; i < 30; ++i) {
            const auto made = home.make();
            QVERIFY(made);
            QVERIFY(QFile::exists(QString::fromStdString(made->path)));
            removed += made->removed.size();
            home.wait(1min);
        }
        QCOMPARE(home.names().size(), 10);
        QCOMPARE(removed, std::size_t { 20 });
        QVERIFY(home.names().back().contains(QStringLiteral("T0029")));
    }

    void damagedOnesReplaceNothing()
    {
        support::BackupHome home;
        for (int i = 0; i < 10; ++i) {
            QVERIFY(home.make());
            home.wait(1min);
        }
        const QStringList before = home.names();
        for (const QString& name : before.mid(5)) {
            const std::string path = home.place().folder + '/' + name.toStdString();
            base::Bytes bytes = support::contentsOf(path);
            bytes[bytes.size() / 2] ^= 1;
            QVERIFY(base::replaceFile(path, bytes));
        }
        const auto made = home.make();
        QVERIFY(made);
        QVERIFY(made->removed.empty());
        QCOMPARE(home.names().size(), 11);
    }

    void theLastDrilledOneStays()
    {
        support::BackupHome home;
        const auto first = home.make();
        QVERIFY(backup::changeLog(home.place(),
            [&](backup::Log& log) { log.proofs.begin()->second.drilled = home.now(); }));
        for (int i = 0; i < 15; ++i) {
            home.wait(1min);
            QVERIFY(home.make());
        }
        QCOMPARE(home.names().size(), 11);
        QVERIFY(QFile::exists(QString::fromStdString(first->path)));
    }

    void aClockThatWentBackCostsNothing()
    {
        support::BackupHome home;
        home.wait(5h);
        for (int i = 0; i < 12; ++i) {
            QVERIFY(home.make());
            home.wait(1min);
        }
        home.wait(-1h); // by its name it is neither among the last ten nor the last of its day
        const auto made = home.make();
        QVERIFY(made);
        QVERIFY(QFile::exists(QString::fromStdString(made->path)));
    }

    void filesOfOthersAreLeftAlone()
    {
        support::BackupHome home;
        support::BackupHome other;
        QVERIFY(home.make());
        const std::string folder = home.place().folder;
        // Another vault's backup under a name like ours, a vault, a text, an empty file.
        const auto theirs = other.vault().backupImage();
        for (int day = 1; day <= 3; ++day)
            QVERIFY(base::createFile(
                folder + "/" + backup::fileName("v", base::fromUnixSeconds(day * 86400)),
                theirs->file()));
        QVERIFY(base::createFile(folder + "/v-20000101T000000Z.countersign", base::Bytes {}));
        QVERIFY(
            base::createFile(folder + "/copy.countersign", support::contentsOf(home.home.path())));
        QVERIFY(base::createFile(folder + "/notes.txt", base::Bytes(5, 'x')));
        for (int i = 0; i < 15; ++i) {
            home.wait(1min);
            QVERIFY(home.make());
        }
        QCOMPARE(home.names().size(), 10 + 6);
        QCOMPARE(backup::list(home.place(), backup::Reading::Whole)->size(), std::size_t { 10 });
    }

    void oneThatWasNamedByHandIsListedAndStays()
    {
        support::BackupHome home;
        const auto made = home.make();
        const std::string kept = home.place().folder + "/before-the-move.countersign";
        QVERIFY(QFile::rename(QString::fromStdString(made->path), QString::fromStdString(kept)));
        for (int i = 0; i < 12; ++i) {
            home.wait(1min);
            QVERIFY(home.make());
        }
        QVERIFY(QFile::exists(QString::fromStdString(kept)));
        QCOMPARE(backup::list(home.place(), backup::Reading::Whole)->size(), std::size_t { 11 });
    }

    void whatWasKilledAtIsCleanedUp()
    {
        support::BackupHome home;
        const auto image = home.vault().backupImage();
        QVERIFY(home.make());
        const std::string leftover =
            home.place().folder + "/v-20251231T000000Z.countersign.0123abcd.new";
        QVERIFY(base::createFile(leftover, image->file().first(image->file().size() / 2)));
        const std::string foreign = home.place().folder + "/notes.countersign.0123abcd.new";
        QVERIFY(base::createFile(foreign, image->file()));
        home.wait(1min);
        QVERIFY(home.make());
        QVERIFY(!QFile::exists(QString::fromStdString(leftover)));
        QVERIFY(QFile::exists(QString::fromStdString(foreign)));
    }

    void truncatedOnesAreListedAsDamaged()
    {
        support::BackupHome home;
        const auto made = home.make();
        const base::Bytes bytes = support::contentsOf(made->path);
        QVERIFY(base::replaceFile(made->path, base::ByteView(bytes).first(bytes.size() - 1)));
        for (const auto reading : { backup::Reading::Beginning, backup::Reading::Whole }) {
            const auto listed = backup::list(home.place(), reading);
            QCOMPARE(listed->size(), std::size_t { 1 });
            QVERIFY(listed->front().isDamaged);
        }
    }

    void copiesOfFormerKeysAreListedAndRemovedOnlyWhenReplaced()
    {
        support::BackupHome home;
        home.addOne(); // so that there is a previous copy
        const auto former = home.make();
        const vault::Id formerKey = home.vault().key();
        const auto verification = home.home.verify(home.vault());
        QVERIFY(home.vault().changeKeys(
            *verification, support::passphrase("new words"), support::SmallCosts));
        const vault::Id key = home.vault().key();
        const auto copies = backup::formerCopies(home.place(), { key });
        QVERIFY(copies);
        QCOMPARE(copies->size(), std::size_t { 2 });
        QCOMPARE(copies->at(0), former->path);
        QCOMPARE(copies->at(1), home.home.path() + ".previous");
        // Nothing goes before there is a new one.
        QCOMPARE(backup::removeFormer(home.place(), { key }, *copies).error().code,
            ErrorCode::NothingToDo);
        home.wait(1h);
        const auto later = home.make();
        QVERIFY(later);
        for (const std::string& notFormer : { later->path, home.home.path() }) {
            QCOMPARE(backup::removeFormer(home.place(), { key }, { copies->at(0), notFormer })
                         .error()
                         .code,
                ErrorCode::NotRecognised);
        }
        QVERIFY(QFile::exists(QString::fromStdString(former->path)));
        QVERIFY(backup::removeFormer(home.place(), { key }, *copies));
        QVERIFY(backup::formerCopies(home.place(), { key })->empty());
        QCOMPARE(home.names().size(), 1);
        QVERIFY(home.home.open("new words"));
        QVERIFY(formerKey != key);
    }

    void copiesOfAFormerPassphraseAreListedAndRemovedOnlyWhenReplaced()
    {
        support::BackupHome home;
        home.addOne(); // so that there is a previous copy
        const auto former = home.make();
        const auto verification = home.home.verify(home.vault());
        QVERIFY(home.vault().changePassphrase(
            *verification, support::passphrase("new words"), support::SmallCosts));
        const backup::Present present = backup::presentOf(home.vault());
        // By their keys alone they are like any other.
        QVERIFY(backup::formerCopies(home.place(), { present.key })->empty());
        const auto copies = backup::formerCopies(home.place(), present);
        QVERIFY(copies);
        QCOMPARE(
            *copies, (std::vector<std::string> { former->path, home.home.path() + ".previous" }));
        QCOMPARE(backup::removeFormer(home.place(), present, *copies).error().code,
            ErrorCode::NothingToDo);
        home.wait(1h);
        const auto later = home.make();
        QVERIFY(later);
        QCOMPARE(backup::removeFormer(home.place(), present, { home.home.path() }).error().code,
            ErrorCode::NotRecognised);
        QVERIFY(backup::removeFormer(home.place(), present, *copies));
        QCOMPARE(home.names().size(), 1);
        // What is left opens with the new one.
        QVERIFY(vault::OpenedCopy::open(later->path, support::passphrase("new words")));
        QVERIFY(home.home.open("new words"));
    }

    void whatOpensByTheBackupsOwnPassphraseIsNoFormerCopy()
    {
        support::BackupHome home;
        const auto verification = home.home.verify(home.vault());
        QVERIFY(home.vault().setBackupPassphrase(
            *verification, support::passphrase("words for backups"), support::SmallCosts));
        const auto made = home.make();
        QVERIFY(home.vault().changePassphrase(
            *verification, support::passphrase("new words"), support::SmallCosts));
        const auto copies = backup::formerCopies(home.place(), backup::presentOf(home.vault()));
        QVERIFY(copies);
        QCOMPARE(*copies, std::vector<std::string> { home.home.path() + ".previous" });
        QVERIFY(vault::OpenedCopy::open(made->path, support::passphrase("words for backups")));
    }
};

QTEST_GUILESS_MAIN(BackupStoreTest)
#include "backup_store_test.moc"
