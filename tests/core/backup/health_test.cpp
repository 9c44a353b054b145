// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/backup/health.h"
#include "core/backup/schedule.h"
#include "core/vault/calibration.h"
#include "core/vault/slot_upkeep.h"
#include "tests/support/backup_home.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

#include <sys/stat.h>

using backup::Condition;
using backup::Reason;
using namespace std::chrono_literals;

namespace {

backup::Health healthOf(support::BackupHome& home, const std::string& chosen = {})
{
    return backup::health(home.place(chosen), home.vault().key(), home.now());
}

/// Notes of every backup that somebody has opened it.
void drill(const support::BackupHome& home)
{
    const auto noted = backup::changeLog(home.place(), [&](backup::Log& log) {
        for (auto& [mark, proof] : log.proofs)
            proof.drilled = home.now();
    });
    QVERIFY(noted);
}

bool has(const backup::Health& health, Reason reason)
{
    return std::ranges::find(health.reasons, reason) != health.reasons.end();
}

} // namespace

/// The light, and why it is what it is.
class HealthTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void withoutAnyItIsMissing()
    {
        support::BackupHome home;
        const auto health = healthOf(home);
        QCOMPARE(health.condition, Condition::Missing);
        QCOMPARE(health.reasons, std::vector<Reason> { Reason::NoneYet });
        QVERIFY(!health.newest);
    }

    void aFreshOneIsNotGoodYetAndSaysWhy()
    {
        support::BackupHome home;
        const auto made = home.make();
        const auto health = healthOf(home);
        QCOMPARE(health.condition, Condition::Stale);
        QCOMPARE(health.reasons, (std::vector<Reason> { Reason::NeverDrilled, Reason::CheapSlot }));
        QCOMPARE(health.newest->path, made->path);
        QCOMPARE(health.backups, std::size_t { 1 });
    }

    void aDrilledOneIsNotAskedForAgain()
    {
        support::BackupHome home;
        QVERIFY(home.make());
        drill(home);
        QVERIFY(!has(healthOf(home), Reason::NeverDrilled));
    }

    void aDrillOfFormerKeysSaysNothingOfTheNewOnes()
    {
        support::BackupHome home;
        QVERIFY(home.make());
        drill(home);
        const auto verification = home.home.verify(home.vault());
        QVERIFY(home.vault().changeKeys(
            *verification, support::passphrase("new words"), support::SmallCosts));
        home.wait(1h);
        QVERIFY(home.make());
        QVERIFY(has(healthOf(home), Reason::NeverDrilled));
    }

    void noReasonLeavesItGood()
    {
        for (int reason = 0; reason <= static_cast<int>(Reason::FolderShared); ++reason)
            QVERIFY(backup::conditionOf(static_cast<Reason>(reason)) != Condition::Good);
    }

    void changesThatWaitForADayMakeItStale()
    {
        support::BackupHome home;
        QVERIFY(home.make());
        home.wait(24h * 9);
        QVERIFY(!has(healthOf(home), Reason::Outdated)); // nothing has changed
        home.addOne();
        QVERIFY(backup::isDue(
            backup::Occasion::Change, home.place(), *home.vault().stateMark(), home.now()));
        QVERIFY(!has(healthOf(home), Reason::Outdated));
        home.wait(25h);
        QCOMPARE(healthOf(home).condition, Condition::Stale);
        QVERIFY(has(healthOf(home), Reason::Outdated));
        QVERIFY(home.make());
        QVERIFY(!has(healthOf(home), Reason::Outdated));
    }

    void aFailedAttemptIsToldUntilOneSucceeds()
    {
        support::BackupHome home;
        QVERIFY(home.make());
        const std::string missing = home.home.folder() + "/medium";
        QVERIFY(!home.make(missing));
        auto health = healthOf(home, missing);
        QCOMPARE(health.condition, Condition::Failed);
        QVERIFY(has(health, Reason::AttemptFailed));
        QVERIFY(has(health, Reason::FolderMissing));
        QCOMPARE(health.failure->code, base::ErrorCode::CannotWrite);
        QVERIFY(home.make());
        QVERIFY(!has(healthOf(home), Reason::AttemptFailed));
        QCOMPARE(healthOf(home, missing).condition, Condition::Missing);
    }

    void onesThatAreGoneAreMissed()
    {
        support::BackupHome home;
        const auto made = home.make();
        QVERIFY(QFile::remove(QString::fromStdString(made->path)));
        const auto health = healthOf(home);
        QCOMPARE(health.condition, Condition::Missing);
        QCOMPARE(health.reasons, std::vector<Reason> { Reason::Gone });
    }

    void damageIsFoundWithoutAPassphrase()
    {
        support::BackupHome home;
        const auto first = home.make();
        home.wait(1h);
        const auto second = home.make();
        const auto damage = [](const std::string& path) {
            base::Bytes bytes = support::contentsOf(path);
            bytes[bytes.size() - 3] ^= 1;
            QVERIFY(base::replaceFile(path, bytes));
        };
        damage(first->path);
        auto health = healthOf(home);
        QCOMPARE(health.condition, Condition::Stale);
        QVERIFY(has(health, Reason::OlderDamaged));
        damage(second->path);
        health = backup::health(home.place(), {}, home.now());
        QCOMPARE(health.condition, Condition::Failed);
        QVERIFY(has(health, Reason::Damaged));
        QCOMPARE(health.backups, std::size_t { 0 });
    }

    void afterNewKeysANewOneIsAskedFor()
    {
        support::BackupHome home;
        QVERIFY(home.make());
        const auto verification = home.home.verify(home.vault());
        QVERIFY(home.vault().changeKeys(
            *verification, support::passphrase("new words"), support::SmallCosts));
        QCOMPARE(healthOf(home).condition, Condition::Stale);
        QVERIFY(has(healthOf(home), Reason::FormerKeys));
        home.wait(1h);
        QVERIFY(home.make());
        QVERIFY(!has(healthOf(home), Reason::FormerKeys));
    }

    void aFolderThatOthersWriteIntoIsTold()
    {
        support::BackupHome home;
        QVERIFY(home.make());
        ::chmod(home.place().folder.c_str(), 0770);
        QVERIFY(has(healthOf(home), Reason::FolderShared));
        QCOMPARE(healthOf(home).condition, Condition::Stale);
        home.wait(1min);
        QVERIFY(home.make()); // the own folder is put right
        QVERIFY(!has(healthOf(home), Reason::FolderShared));
    }

    void aSlotOfFullCostsIsNotCheap()
    {
        support::BackupHome home;
        const auto change =
            home.vault().slotUpkeep(vault::SmallestCosts).run(support::passphrase("secret words"));
        QVERIFY(change);
        QVERIFY(*home.vault().take(*change));
        QVERIFY(home.make());
        QVERIFY(!has(healthOf(home), Reason::CheapSlot));
        QCOMPARE(healthOf(home).condition, Condition::Stale);
        drill(home);
        QCOMPARE(healthOf(home).condition, Condition::Good); // at last
    }
};

QTEST_GUILESS_MAIN(HealthTest)
#include "health_test.moc"
