// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

using base::ErrorCode;
using vault::Vault;

/// Passphrase slots that have become too cheap.
class RaiseCostsTest : public QObject
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
            const base::Result<bool> raised = vault->raiseCosts(typed(), Higher);
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
        const base::Result<bool> raised = vault->raiseCosts(typed(), { memoryKiB, passes, 2 });
        QVERIFY(raised);
        QVERIFY(!*raised);
        QVERIFY(support::contentsOf(home.path()) == support::contentsOf(support::GoldenPath));
    }

    void aRecoveryKeyRaisesNothing()
    {
        support::VaultHome home;
        home.write(support::contentsOf(support::GoldenPath));
        auto vault = Vault::open(home.path(), support::goldenRecoveryKey(), home.services());
        QVERIFY(!*vault->raiseCosts(support::goldenRecoveryKey(), Higher));
        QVERIFY(support::contentsOf(home.path()) == support::contentsOf(support::GoldenPath));
    }

    void aWrongPassphraseRaisesNothing()
    {
        support::VaultHome home;
        auto created = home.create();
        const base::Bytes before = support::contentsOf(home.path());
        const auto raised = created.vault.raiseCosts(support::passphrase("wrong"), Higher);
        QVERIFY(!raised);
        QCOMPARE(raised.error().code, ErrorCode::WrongPassphrase);
        QVERIFY(support::contentsOf(home.path()) == before);
    }

    void aSlotThatWasRemovedMeanwhileDoesNotComeBack()
    {
        support::VaultHome home;
        auto created = home.create();
        auto other = home.open();
        const auto verification = home.verify(*other);
        QVERIFY(other->changePassphrase(
            *verification, support::passphrase("new words"), support::SmallCosts));
        const auto raised = created.vault.raiseCosts(support::passphrase("secret words"), Higher);
        QVERIFY(!raised);
        QCOMPARE(raised.error().code, ErrorCode::NoMatch);
        QCOMPARE(home.open().error().code, ErrorCode::WrongPassphrase);
    }

    void otherPassphrasesKeepTheirSlots()
    {
        support::VaultHome home;
        auto created = home.create();
        const auto verification = home.verify(created.vault);
        QVERIFY(created.vault.addPassphrase(
            *verification, support::passphrase("second"), support::SmallCosts));
        QVERIFY(*created.vault.raiseCosts(support::passphrase("second"), Higher));
        QVERIFY(home.open());
        QVERIFY(home.open("second"));
        QCOMPARE(created.vault.slotList().size(), std::size_t { 3 });
    }

private:
    static constexpr crypto::Argon2Costs Higher { 1024, 3, 2 };

    static vault::Opener typed() { return support::goldenPassphrase(); }
    static vault::Slot passphraseSlot(const std::string& path)
    {
        for (const vault::Slot& slot : vault::readVaultFile(path)->header.slotList) {
            if (slot.kind == vault::SlotKind::Passphrase)
                return slot;
        }
        return {};
    }
};

QTEST_GUILESS_MAIN(RaiseCostsTest)
#include "raise_costs_test.moc"
