// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/backup_image.h"
#include "core/vault/opened_copy.h"
#include "core/vault/slot_upkeep.h"
#include "core/vault/vault_codec.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

using base::ErrorCode;
using vault::Vault;

/// What is put right about slots while the passphrase is at hand: slots that have become too cheap,
/// and those that backups have for themselves.
class SlotUpkeepTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void theGoldenFileGetsHigherCostsAndBothWaysInStay()
    {
        support::VaultHome home;
        home.write(support::contentsOf(support::GoldenPath));
        {
            auto vault = Vault::open(home.path(), support::goldenPassphrase(), home.services());
            const base::Result<bool> raised = keepUp(*vault, typed(), Higher);
            QVERIFY(raised);
            QVERIFY(*raised);
        }
        const vault::Slot slot = passphraseSlot(home.path());
        QVERIFY(slot.costs == Higher);
        QVERIFY(slot.id != support::idFrom(0x30));
        QVERIFY(slot.salt != support::ascending<32>(0x50));
        const auto vault = Vault::open(home.path(), support::goldenPassphrase(), home.services());
        QVERIFY(vault);
        QVERIFY(Vault::open(home.path(), support::goldenRecoveryKey(), home.services()));
        // Label and date are the slot's own, and it still gives the verification key.
        QCOMPARE(vault->slotList().size(), std::size_t { 2 });
        for (const vault::SlotInfo& info : vault->slotList())
            QCOMPARE(base::unixMilliseconds(info.created), support::GoldenTime * 1000);
        const auto verification = vault->verify(support::goldenPassphrase());
        QVERIFY(verification);
        QVERIFY(vault->reveal(support::repeatedId(0xac), *verification));
    }

    void costsAreNeverLowered_data()
    {
        QTest::addColumn<quint32>("memoryKiB");
        QTest::addColumn<quint32>("passes");
        QTest::newRow("the same") << 256U << 2U;
        QTest::newRow("fewer passes") << 256U << 1U;
        QTest::newRow("less memory, more passes") << 128U << 100U;
    }
    void costsAreNeverLowered()
    {
        QFETCH(const quint32, memoryKiB);
        QFETCH(const quint32, passes);
        support::VaultHome home;
        home.write(support::contentsOf(support::GoldenPath));
        auto vault = Vault::open(home.path(), support::goldenPassphrase(), home.services());
        QVERIFY(keepUp(*vault, typed(), { memoryKiB, passes, 2 }));
        const vault::Slot slot = passphraseSlot(home.path());
        QVERIFY(slot.costs == (crypto::Argon2Costs { 256, 2, 2 }));
        QVERIFY(slot.id == support::idFrom(0x30));
    }

    void aRecoveryKeyRaisesNothing()
    {
        support::VaultHome home;
        home.write(support::contentsOf(support::GoldenPath));
        auto vault = Vault::open(home.path(), support::goldenRecoveryKey(), home.services());
        QVERIFY(!*keepUp(*vault, support::goldenRecoveryKey(), Higher));
        QVERIFY(support::contentsOf(home.path()) == support::contentsOf(support::GoldenPath));
    }

    void aWrongPassphraseRaisesNothing()
    {
        support::VaultHome home;
        auto created = home.create();
        const base::Bytes before = support::contentsOf(home.path());
        const auto raised = keepUp(created.vault, support::passphrase("wrong"), Higher);
        QVERIFY(!raised);
        QCOMPARE(raised.error().code, ErrorCode::WrongPassphrase);
        QVERIFY(support::contentsOf(home.path()) == before);
    }

    void aSlotThatWasRemovedMeanwhileDoesNotComeBack()
    {
        support::VaultHome home;
        auto created = home.create();
        const vault::SlotUpkeep upkeep = created.vault.slotUpkeep(Higher);
        const auto change = upkeep.run(support::passphrase("secret words"));
        QVERIFY(change);
        auto other = home.open();
        const auto verification = home.verify(*other);
        QVERIFY(other->changePassphrase(
            *verification, support::passphrase("new words"), support::SmallCosts));
        const auto taken = created.vault.take(*change);
        QVERIFY(taken);
        QVERIFY(!*taken);
        QCOMPARE(home.open().error().code, ErrorCode::WrongPassphrase);
        QCOMPARE(openBackup(created.vault, "secret words"), ErrorCode::WrongPassphrase);
    }

    void theSlotsOfFormerKeysAreNotTaken()
    {
        support::VaultHome home;
        auto created = home.create();
        const auto change =
            created.vault.slotUpkeep(Higher).run(support::passphrase("secret words"));
        const auto verification = home.verify(created.vault);
        QVERIFY(created.vault.changeKeys(
            *verification, support::passphrase("new words"), support::SmallCosts));
        QVERIFY(!*created.vault.take(*change));
        QCOMPARE(home.open().error().code, ErrorCode::WrongPassphrase);
    }

    void aSlotForBackupsIsMadeWithThreeTimesThePasses()
    {
        support::VaultHome home;
        auto created = home.create();
        const auto backup = [&] { return slotsIn(created.vault); };
        // Until there is one, the vault's own serves.
        QCOMPARE(backup().at(SlotKind::Passphrase).size(), std::size_t { 1 });
        QVERIFY(backup().at(SlotKind::Passphrase).front().id == passphraseSlot(home.path()).id);

        QVERIFY(created.vault.slotUpkeep({}).isNeeded());
        QVERIFY(*keepUp(created.vault, support::passphrase("secret words"), {}));
        QCOMPARE(backup().at(SlotKind::Passphrase).size(), std::size_t { 1 });
        const vault::Slot slot = backup().at(SlotKind::Passphrase).front();
        QVERIFY(slot.id != passphraseSlot(home.path()).id);
        QCOMPARE(slot.costs.passes, support::SmallCosts.passes * 3);
        QCOMPARE(slot.costs.memoryKiB, support::SmallCosts.memoryKiB);
        QVERIFY(slot.salt != passphraseSlot(home.path()).salt);
        QCOMPARE(backup().at(SlotKind::Recovery).size(), std::size_t { 1 });
        // Nothing is left to do, and it is not listed beside the vault's.
        QVERIFY(!created.vault.slotUpkeep({}).isNeeded());
        QVERIFY(!*keepUp(created.vault, support::passphrase("secret words"), {}));
        QCOMPARE(created.vault.slotList().size(), std::size_t { 2 });
        QVERIFY(home.open());
    }

    void aRaisedSlotHasItsBackupsSlotRaisedToo()
    {
        support::VaultHome home;
        auto created = home.create();
        QVERIFY(*keepUp(created.vault, support::passphrase("secret words"), {}));
        QVERIFY(*keepUp(created.vault, support::passphrase("secret words"), Higher));
        const auto found = slotsIn(created.vault).at(SlotKind::Passphrase);
        QCOMPARE(found.size(), std::size_t { 1 });
        QCOMPARE(found.front().costs.passes, Higher.passes * 3);
        QCOMPARE(found.front().costs.memoryKiB, Higher.memoryKiB);
        QVERIFY(!created.vault.slotUpkeep(Higher).isNeeded());
    }

    void whoOpensABackup_data()
    {
        QTest::addColumn<bool>("hasOwn");
        QTest::newRow("the vault's passphrase") << false;
        QTest::newRow("a passphrase of its own") << true;
    }
    void whoOpensABackup()
    {
        QFETCH(const bool, hasOwn);
        support::VaultHome home;
        auto created = home.create();
        QVERIFY(*keepUp(created.vault, support::passphrase("secret words"), {}));
        const auto verification = home.verify(created.vault);
        if (hasOwn) {
            QVERIFY(created.vault.setBackupPassphrase(
                *verification, support::passphrase("backup words"), support::SmallCosts));
        }
        QCOMPARE(created.vault.hasBackupPassphrase(), hasOwn);
        const auto asHasOwn = hasOwn ? ErrorCode::Cancelled : ErrorCode::WrongPassphrase;
        const auto asVaults = hasOwn ? ErrorCode::WrongPassphrase : ErrorCode::Cancelled;
        QCOMPARE(openBackup(created.vault, "secret words"), asVaults);
        QCOMPARE(openBackup(created.vault, "backup words"), asHasOwn);
        QCOMPARE(openBackup(created.vault, std::move(created.recoveryKey)), ErrorCode::Cancelled);
        // The vault itself is opened by its own passphrase alone.
        QVERIFY(home.open());
        QCOMPARE(home.open("backup words").error().code, ErrorCode::WrongPassphrase);
    }

    void backupsOpenWithTheVaultsPassphraseAgainWithoutOneOfTheirOwn()
    {
        support::VaultHome home;
        auto created = home.create();
        const auto verification = home.verify(created.vault);
        const auto own = created.vault.setBackupPassphrase(
            *verification, support::passphrase("backup words"), support::SmallCosts);
        QVERIFY(own);
        QVERIFY(!own->opensVault);
        const auto listed = created.vault.slotList();
        QCOMPARE(listed.size(), std::size_t { 3 });
        QVERIFY(listed.back().id == own->id && !listed.back().opensVault);
        QVERIFY(created.vault.removeSlot(*verification, own->id));
        QVERIFY(!created.vault.hasBackupPassphrase());
        QCOMPARE(openBackup(created.vault, "secret words"), ErrorCode::Cancelled);
        QCOMPARE(openBackup(created.vault, "backup words"), ErrorCode::WrongPassphrase);
    }

    void aRemovedPassphraseOpensNoNewBackup()
    {
        support::VaultHome home;
        auto created = home.create();
        const auto verification = home.verify(created.vault);
        const auto second = created.vault.addPassphrase(
            *verification, support::passphrase("second"), support::SmallCosts);
        QVERIFY(second);
        QCOMPARE(openBackup(created.vault, "second"), ErrorCode::Cancelled);
        QVERIFY(created.vault.removeSlot(*verification, second->id));
        QCOMPARE(openBackup(created.vault, "second"), ErrorCode::WrongPassphrase);
        QCOMPARE(openBackup(created.vault, "secret words"), ErrorCode::Cancelled);
    }

    void aChangedPassphraseTakesTheBackupsSlotAlong()
    {
        support::VaultHome home;
        auto created = home.create();
        QVERIFY(*keepUp(created.vault, support::passphrase("secret words"), {}));
        const auto verification = home.verify(created.vault);
        QVERIFY(created.vault.changePassphrase(
            *verification, support::passphrase("new words"), support::SmallCosts));
        QCOMPARE(openBackup(created.vault, "secret words"), ErrorCode::WrongPassphrase);
        QCOMPARE(openBackup(created.vault, "new words"), ErrorCode::Cancelled);
        QCOMPARE(slotsIn(created.vault).at(SlotKind::Passphrase).front().costs.passes, 3U);
        // And one of its own stays whatever the vault's becomes.
        const auto again = created.vault.verify(support::passphrase("new words"));
        QVERIFY(created.vault.setBackupPassphrase(
            *again, support::passphrase("backup words"), support::SmallCosts));
        QVERIFY(created.vault.changePassphrase(
            *again, support::passphrase("newer words"), support::SmallCosts));
        QCOMPARE(openBackup(created.vault, "newer words"), ErrorCode::WrongPassphrase);
        QCOMPARE(openBackup(created.vault, "backup words"), ErrorCode::Cancelled);
    }

    void noSlotForBackupsIsLeftOfAPassphraseThatIsGone()
    {
        support::VaultHome home;
        home.write(support::contentsOf(support::GoldenPath));
        auto vault = Vault::open(home.path(), support::goldenPassphrase(), home.services());
        QVERIFY(*keepUp(*vault, typed(), Higher));
        QCOMPARE(recordsIn(home.path()).size(), std::size_t { 3 });
        const auto verification = vault->verify(support::goldenPassphrase());
        QVERIFY(vault->changePassphrase(
            *verification, support::passphrase("new words"), support::SmallCosts));
        QCOMPARE(recordsIn(home.path()).size(), std::size_t { 3 }); // recovery, vault, backups
        const auto second =
            vault->addPassphrase(*verification, support::passphrase("second"), support::SmallCosts);
        QCOMPARE(recordsIn(home.path()).size(), std::size_t { 5 });
        QVERIFY(vault->removeSlot(*verification, second->id));
        QCOMPARE(recordsIn(home.path()).size(), std::size_t { 3 });
    }

    void newKeysHaveASlotForBackupsAtOnce()
    {
        support::VaultHome home;
        auto created = home.create();
        const auto verification = home.verify(created.vault);
        QVERIFY(created.vault.setBackupPassphrase(
            *verification, support::passphrase("backup words"), support::SmallCosts));
        QVERIFY(created.vault.changeKeys(
            *verification, support::passphrase("new words"), support::SmallCosts));
        QCOMPARE(openBackup(created.vault, "backup words"), ErrorCode::WrongPassphrase);
        QCOMPARE(openBackup(created.vault, "new words"), ErrorCode::Cancelled);
        QCOMPARE(slotsIn(created.vault).at(SlotKind::Passphrase).front().costs.passes, 3U);
    }

    void otherPassphrasesKeepTheirSlots()
    {
        support::VaultHome home;
        auto created = home.create();
        const auto verification = home.verify(created.vault);
        QVERIFY(created.vault.addPassphrase(
            *verification, support::passphrase("second"), support::SmallCosts));
        QVERIFY(*keepUp(created.vault, support::passphrase("second"), Higher));
        QVERIFY(home.open());
        QVERIFY(home.open("second"));
        QCOMPARE(created.vault.slotList().size(), std::size_t { 3 });
    }

private:
    static constexpr crypto::Argon2Costs Higher { 1024, 3, 2 };

    using SlotKind = vault::SlotKind;

    static base::Result<bool> keepUp(
        Vault& vault, const vault::Opener& opener, const crypto::Argon2Costs& costs)
    {
        const auto change = vault.slotUpkeep(costs).run(opener);
        if (!change)
            return change.error();
        return vault.take(*change);
    }

    static std::map<SlotKind, std::vector<vault::Slot>> slotsIn(const Vault& vault)
    {
        std::map<SlotKind, std::vector<vault::Slot>> found;
        const auto file = vault::parseVaultFile(vault.backupImage()->file());
        for (const vault::Slot& slot : file->header.slotList)
            found[slot.kind].push_back(slot);
        return found;
    }

    /// How a backup of the vault as it is now opens; Cancelled stands for "it does".
    static ErrorCode openBackup(const Vault& vault, vault::Opener opener)
    {
        QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("b.countersign")).toStdString();
        if (!base::createFile(path, vault.backupImage()->file()))
            return ErrorCode::CannotWrite;
        const auto opened = vault::OpenedCopy::open(path, opener);
        return opened ? ErrorCode::Cancelled : opened.error().code;
    }
    static ErrorCode openBackup(const Vault& vault, const char* words)
    {
        return openBackup(vault, vault::Opener(support::passphrase(words)));
    }

    /// What the golden vault says of its slots; its master key is known.
    static std::map<vault::Id, vault::SlotRecord> recordsIn(const std::string& path)
    {
        const auto cbor =
            vault::decryptBody(*vault::readVaultFile(path), support::ascending<32>(0x80));
        return cbor ? vault::readBody(*cbor)->slotRecords
                    : std::map<vault::Id, vault::SlotRecord>();
    }

    static vault::Opener typed() { return support::goldenPassphrase(); }
    static vault::Slot passphraseSlot(const std::string& path)
    {
        const auto file = vault::readVaultFile(path);
        for (const vault::Slot& slot : file->header.slotList) {
            if (slot.kind == vault::SlotKind::Passphrase)
                return slot;
        }
        return {};
    }
};

QTEST_GUILESS_MAIN(SlotUpkeepTest)
#include "slot_upkeep_test.moc"
