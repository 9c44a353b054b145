// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/backup_image.h"
#include "core/vault/keyring_slot.h"
#include "core/vault/vault_codec.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

using base::ErrorCode;
using vault::Vault;

/// A slot whose secret a keyring keeps: it opens the vault and is good for nothing else.
class KeyringSlotTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void opensTheVaultAndVerifiesNothing()
    {
        support::VaultHome home;
        auto created = home.create();
        const auto added = created.vault.addKeyring(*home.verify(created.vault));
        QVERIFY(added);
        QCOMPARE(added->slot.kind, vault::SlotKind::Keyring);
        QCOMPARE(added->secret.bytes.size(), std::size_t { 32 });
        const auto opened = Vault::open(home.path(), copyOf(added->secret), home.services());
        QVERIFY(opened);
        QCOMPARE(opened->openedBy(), vault::SlotKind::Keyring);
        const auto verification = opened->verify(copyOf(added->secret));
        QVERIFY(!verification);
        QCOMPARE(verification.error().code, ErrorCode::VerificationFailed);
        QVERIFY(opened->verify(support::passphrase("secret words")));
    }

    void itsRecordSaysThatItIsInNoBackup()
    {
        support::VaultHome home;
        home.write(support::contentsOf(support::GoldenPath));
        auto vault = Vault::open(home.path(), support::goldenPassphrase(), home.services());
        const auto verification = vault->verify(support::goldenPassphrase());
        const auto added = vault->addKeyring(*verification);
        QVERIFY(added);
        const auto file = vault::parseVaultFile(support::contentsOf(home.path()));
        const auto body = vault::readBody(*vault::decryptBody(*file, support::ascending<32>(0x80)));
        QCOMPARE(body->slotRecords.at(added->slot.id).use, vault::UseVault);
        QVERIFY(!body->verify.contains(added->slot.id));
    }

    void noBackupOpensByIt()
    {
        support::VaultHome home;
        auto created = home.create();
        const auto verification = home.verify(created.vault);
        QVERIFY(created.vault.addKeyring(*verification));
        const auto image = created.vault.backupImage();
        QVERIFY(image);
        const auto backup = vault::parseVaultFile(image->file());
        QVERIFY(backup);
        QVERIFY(!backup->header.slotList.empty());
        QCOMPARE(std::ranges::count(
                     backup->header.slotList, vault::SlotKind::Keyring, &vault::Slot::kind),
            std::ptrdiff_t { 0 });
    }

    void noSecretIsEverStoredUnderAnothersName()
    {
        support::VaultHome home;
        auto created = home.create();
        const auto verification = home.verify(created.vault);
        const auto first = created.vault.addKeyring(*verification);
        const auto second = created.vault.addKeyring(*verification);
        QVERIFY(
            !crypto::equalInConstantTime(first->secret.bytes.view(), second->secret.bytes.view()));
        const auto names = vault::keyringItemNames(home.path());
        QVERIFY(names);
        QCOMPARE(names->size(), std::size_t { 2 });
        QVERIFY(names->front() != names->back());
        for (const auto* added : { &*first, &*second }) {
            const vault::Id vaultId =
                vault::parseVaultFile(support::contentsOf(home.path()))->header.vault;
            QVERIFY(
                std::ranges::count(*names, vault::keyringItemName(vaultId, added->slot.id)) == 1);
        }
        QVERIFY(created.vault.removeSlot(*verification, first->slot.id));
        QCOMPARE(vault::keyringItemNames(home.path())->size(), std::size_t { 1 });
        QVERIFY(!Vault::open(home.path(), copyOf(first->secret), home.services()));
    }

    void newKeysTakeItAway()
    {
        support::VaultHome home;
        auto created = home.create();
        const auto verification = home.verify(created.vault);
        const auto added = created.vault.addKeyring(*verification);
        QVERIFY(created.vault.changeKeys(
            *verification, support::passphrase("other words"), support::SmallCosts));
        QVERIFY(vault::keyringItemNames(home.path())->empty());
        QCOMPARE(Vault::open(home.path(), copyOf(added->secret), home.services()).error().code,
            ErrorCode::WrongPassphrase);
    }

private:
    static vault::KeyringSecret copyOf(const vault::KeyringSecret& secret)
    {
        return { std::move(*crypto::SecretBytes::copyOf(secret.bytes.view())) };
    }
};

QTEST_GUILESS_MAIN(KeyringSlotTest)
#include "keyring_slot_test.moc"
