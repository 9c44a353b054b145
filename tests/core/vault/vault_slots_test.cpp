// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

using base::ErrorCode;

/// Ways to open a vault, and the verification that changing them asks for.
class VaultSlotsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void aWrongPassphraseVerifiesNothing()
    {
        support::VaultHome home;
        const auto created = home.create();
        const auto wrong = created.vault.verify(support::passphrase("secret word"));
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().code, ErrorCode::VerificationFailed);
        const auto wrongKey = created.vault.verify(support::goldenRecoveryKey());
        QVERIFY(!wrongKey);
        QCOMPARE(wrongKey.error().code, ErrorCode::VerificationFailed);
    }

    void anUnlockedVaultKeepsNoVerificationKey()
    {
        support::VaultHome home;
        auto created = home.create();
        const std::size_t before = crypto::secureHeapInUse();
        {
            const auto verification = home.verify(created.vault);
            QVERIFY(verification);
            QVERIFY(crypto::secureHeapInUse() > before);
        }
        QCOMPARE(crypto::secureHeapInUse(), before);
    }

    void aVerificationThatWasHandedOnIsUsedUp()
    {
        support::VaultHome home;
        auto created = home.create();
        const otp::Entry entry = support::entryOf("I", "n");
        const vault::Id id = created.vault.add({ &entry, 1 })->front();
        auto verification = home.verify(created.vault);
        const vault::Verification elsewhere = std::move(*verification);
        QVERIFY(created.vault.reveal(id, elsewhere));
        QCOMPARE(
            created.vault.reveal(id, *verification).error().code, ErrorCode::VerificationFailed);
        QCOMPARE(
            created.vault.addRecovery(*verification).error().code, ErrorCode::VerificationFailed);
        QCOMPARE(created.vault.removeSlot(*verification, {}).error().code,
            ErrorCode::VerificationFailed);
    }

    void aNewPassphraseTakesThePlaceOfTheOld()
    {
        support::VaultHome home;
        auto created = home.create();
        const otp::Entry entry = support::entryOf("I", "n");
        const vault::Id id = created.vault.add({ &entry, 1 })->front();
        const vault::Id oldSlot = passphraseSlots(created.vault).front().id;
        const auto verification = home.verify(created.vault);
        const auto slot = created.vault.changePassphrase(
            *verification, support::passphrase("new words"), support::SmallCosts);
        QVERIFY(slot);
        QVERIFY(slot->id != oldSlot);
        QCOMPARE(home.open().error().code, ErrorCode::WrongPassphrase);
        const auto opened = home.open("new words");
        QVERIFY(opened);
        QCOMPARE(passphraseSlots(*opened).size(), std::size_t { 1 });
        QCOMPARE(passphraseSlots(*opened).front().label, QStringLiteral("Passphrase"));
        QVERIFY(passphraseSlots(*opened).front().created == home.clock.time);
        // The verification key survives: the new passphrase shows the same secret.
        const auto again = opened->verify(support::passphrase("new words"));
        QVERIFY(again);
        QVERIFY(opened->reveal(id, *again));
        QCOMPARE(opened->verify(support::passphrase("secret words")).error().code,
            ErrorCode::VerificationFailed);
        QVERIFY(vault::Vault::open(home.path(), std::move(created.recoveryKey), home.services()));
    }

    void aNewPassphraseReplacesAllOthers()
    {
        support::VaultHome home;
        auto created = home.create();
        const auto verification = home.verify(created.vault);
        QVERIFY(created.vault.addPassphrase(
            *verification, support::passphrase("second"), support::SmallCosts));
        QVERIFY(home.open("second"));
        QVERIFY(created.vault.changePassphrase(
            *verification, support::passphrase("third"), support::SmallCosts));
        QCOMPARE(home.open("second").error().code, ErrorCode::WrongPassphrase);
        QCOMPARE(home.open().error().code, ErrorCode::WrongPassphrase);
        QVERIFY(home.open("third"));
    }

    void theRecoveryKeyLeadsToANewPassphrase()
    {
        support::VaultHome home;
        auto created = home.create();
        const base::Result<crypto::SecretBytes> key = created.recoveryKey.bytes.clone();
        auto opened =
            vault::Vault::open(home.path(), std::move(created.recoveryKey), home.services());
        QVERIFY(opened);
        const auto verification = opened->verify(vault::RecoveryKey { std::move(*key->clone()) });
        QVERIFY(verification);
        QVERIFY(opened->changePassphrase(
            *verification, support::passphrase("remembered"), support::SmallCosts));
        QVERIFY(home.open("remembered"));
    }

    void threePassphrasesAndEightSlotsAreTheMost()
    {
        support::VaultHome home;
        auto created = home.create();
        const auto verification = home.verify(created.vault);
        QVERIFY(addPassphrase(created.vault, *verification, "second"));
        QVERIFY(addPassphrase(created.vault, *verification, "third"));
        const base::Bytes before = support::contentsOf(home.path());
        const auto fourth = addPassphrase(created.vault, *verification, "fourth");
        QVERIFY(!fourth);
        QCOMPARE(fourth.error().code, ErrorCode::TooLarge);
        QCOMPARE(fourth.error().arguments, (std::vector<std::string> { "passphrases", "3" }));
        QVERIFY(support::contentsOf(home.path()) == before);
        for (int i = 0; i < 4; ++i)
            QVERIFY(created.vault.addRecovery(*verification));
        const auto ninth = created.vault.addRecovery(*verification);
        QVERIFY(!ninth);
        QCOMPARE(ninth.error().code, ErrorCode::TooLarge);
        QCOMPARE(ninth.error().arguments, (std::vector<std::string> { "slots", "8" }));
        QCOMPARE(home.open("third")->slotList().size(), std::size_t { 8 });
    }

    void anAddedRecoveryKeyOpens()
    {
        support::VaultHome home;
        auto created = home.create();
        const auto verification = home.verify(created.vault);
        auto added = created.vault.addRecovery(*verification);
        QVERIFY(added);
        QCOMPARE(added->slot.kind, vault::SlotKind::Recovery);
        const auto opened = vault::Vault::open(home.path(), std::move(added->key), home.services());
        QVERIFY(opened);
        QVERIFY(vault::Vault::open(home.path(), std::move(created.recoveryKey), home.services()));
    }

    void aRemovedSlotOpensNoMore()
    {
        support::VaultHome home;
        auto created = home.create();
        const auto verification = home.verify(created.vault);
        const vault::Id recovery = recoverySlot(created.vault);
        QVERIFY(created.vault.removeSlot(*verification, recovery));
        const auto opened =
            vault::Vault::open(home.path(), std::move(created.recoveryKey), home.services());
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::WrongPassphrase);
        QCOMPARE(home.open()->slotList().size(), std::size_t { 1 });
    }

    void theLastTypedSlotStays()
    {
        support::VaultHome home;
        auto created = home.create();
        const auto verification = home.verify(created.vault);
        const vault::Id passphrase = passphraseSlots(created.vault).front().id;
        QVERIFY(created.vault.removeSlot(*verification, passphrase));
        const base::Bytes before = support::contentsOf(home.path());
        const auto removed = created.vault.removeSlot(*verification, recoverySlot(created.vault));
        QVERIFY(!removed);
        QCOMPARE(removed.error().code, ErrorCode::LastSlot);
        QVERIFY(support::contentsOf(home.path()) == before);
        QVERIFY(vault::Vault::open(home.path(), std::move(created.recoveryKey), home.services()));
    }

    void anUnknownSlotIsNoMatch()
    {
        support::VaultHome home;
        auto created = home.create();
        const auto verification = home.verify(created.vault);
        const auto removed = created.vault.removeSlot(*verification, support::idFrom(1));
        QVERIFY(!removed);
        QCOMPARE(removed.error().code, ErrorCode::NoMatch);
        QCOMPARE(removed.error().arguments, std::vector { support::idFrom(1).toHex() });
    }

    void costsThatNoReaderAcceptsAreNotWritten_data()
    {
        QTest::addColumn<quint32>("memoryKiB");
        QTest::addColumn<quint32>("passes");
        QTest::addColumn<quint32>("lanes");
        QTest::newRow("more than 1 GiB") << 1'048'577U << 1U << 4U;
        QTest::newRow("more than 16 GiB of work") << 1'048'576U << 17U << 4U;
        QTest::newRow("less than 8 KiB a lane") << 31U << 1U << 4U;
        QTest::newRow("no pass") << 64U << 0U << 4U;
        QTest::newRow("17 lanes") << 1'024U << 1U << 17U;
    }
    void costsThatNoReaderAcceptsAreNotWritten()
    {
        QFETCH(const quint32, memoryKiB);
        QFETCH(const quint32, passes);
        QFETCH(const quint32, lanes);
        support::VaultHome home;
        const auto created = vault::Vault::create(
            home.path(), support::passphrase("x"), { memoryKiB, passes, lanes }, home.services());
        QVERIFY(!created);
        QCOMPARE(created.error().code, ErrorCode::InvalidField);
        QCOMPARE(created.error().arguments.front(), std::string("costs"));
        QVERIFY(support::contentsOf(home.path()).empty());
    }

private:
    static std::vector<vault::SlotInfo> passphraseSlots(const vault::Vault& vault)
    {
        std::vector<vault::SlotInfo> list = vault.slotList();
        std::erase_if(list,
            [](const vault::SlotInfo& slot) { return slot.kind != vault::SlotKind::Passphrase; });
        return list;
    }

    static vault::Id recoverySlot(const vault::Vault& vault)
    {
        for (const vault::SlotInfo& slot : vault.slotList()) {
            if (slot.kind == vault::SlotKind::Recovery)
                return slot.id;
        }
        return {};
    }

    static base::Result<vault::SlotInfo> addPassphrase(
        vault::Vault& vault, const vault::Verification& verification, std::string_view words)
    {
        return vault.addPassphrase(verification, support::passphrase(words), support::SmallCosts);
    }
};

QTEST_GUILESS_MAIN(VaultSlotsTest)
#include "vault_slots_test.moc"
