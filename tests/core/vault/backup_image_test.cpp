// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/backup_image.h"
#include "core/vault/opened_copy.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

#include <QDir>

using base::ErrorCode;
using vault::BackupImage;
using vault::Vault;

/// A backup in memory, and what of it is believed once it is on a disk.
class BackupImageTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void itIsAVaultFileOfItsOwnKind()
    {
        support::VaultHome home;
        auto created = home.create();
        QVERIFY(addOne(created.vault));
        const auto image = created.vault.backupImage();
        QVERIFY(image);
        QVERIFY(image->vault() == created.vault.id());
        QVERIFY(image->key() == created.vault.key());
        QCOMPARE(image->accounts(), std::size_t { 1 });
        QVERIFY(image->made() == home.clock.time);
        const auto file = vault::parseVaultFile(image->file());
        QVERIFY(file);
        QVERIFY(file->header.kind == vault::FileKind::Backup);
        QVERIFY(file->header.vault == created.vault.id());
        // The same secrets under other bytes: no two files share a key.
        const auto again = created.vault.backupImage();
        QVERIFY(!std::ranges::equal(image->file(), again->file()));
        QVERIFY(image->state() == again->state());
    }

    void itIsNotOpenedAsAVault()
    {
        support::VaultHome home;
        auto created = home.create();
        home.write(created.vault.backupImage()->file());
        const auto opened = home.open();
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::Unsupported);
        QCOMPARE(opened.error().arguments, std::vector<std::string> { "backup" });
        QCOMPARE(
            home.open("wrong").error().code, ErrorCode::Unsupported); // told without a passphrase
    }

    void aBackupPutInAnOpenVaultsPlaceGoesOnAsTheVault()
    {
        support::VaultHome home;
        auto created = home.create();
        const auto verification = home.verify(created.vault);
        QVERIFY(created.vault.setBackupPassphrase(
            *verification, support::passphrase("backup words"), support::SmallCosts));
        home.write(created.vault.backupImage()->file());
        QVERIFY(addOne(created.vault));
        const auto file = vault::readVaultFile(home.path());
        QVERIFY(file->header.kind == vault::FileKind::Vault);
        QCOMPARE(home.open("backup words").error().code, ErrorCode::WrongPassphrase);
    }

    void itOpensWithTheBackupsOwnPassphraseAlone()
    {
        support::VaultHome home;
        auto created = home.create();
        const auto verification = home.verify(created.vault);
        QVERIFY(created.vault.setBackupPassphrase(
            *verification, support::passphrase("backup words"), support::SmallCosts));
        QVERIFY(base::createFile(backupPath(home), created.vault.backupImage()->file()));
        QVERIFY(vault::OpenedCopy::open(backupPath(home), support::passphrase("backup words")));
        const auto withTheVaults =
            vault::OpenedCopy::open(backupPath(home), support::passphrase("secret words"));
        QVERIFY(!withTheVaults);
        QCOMPARE(withTheVaults.error().code, ErrorCode::WrongPassphrase);
    }

    void itIsReadBackWhole()
    {
        support::VaultHome home;
        auto created = home.create();
        QVERIFY(addOne(created.vault));
        const auto image = created.vault.backupImage();
        QVERIFY(base::createFile(backupPath(home), image->file()));
        QVERIFY(image->readBack(backupPath(home)));
    }

    void itIsReadBackAfterTheVaultIsGone()
    {
        support::VaultHome home;
        std::optional<BackupImage> image;
        {
            auto created = home.create();
            image = *created.vault.backupImage();
        }
        QVERIFY(base::createFile(backupPath(home), image->file()));
        QVERIFY(image->readBack(backupPath(home)));
    }

    void anyByteChangedBehindTheWritersBackIsTold()
    {
        support::VaultHome home;
        auto created = home.create();
        const auto image = created.vault.backupImage();
        const base::Bytes whole(image->file().begin(), image->file().end());
        for (std::size_t place = 0; place < whole.size(); place += 97) {
            base::Bytes other = whole;
            other[place] ^= 1;
            for (const base::Bytes& file : { other, support::mended(other) }) {
                QVERIFY(base::replaceFile(backupPath(home), file));
                const auto read = image->readBack(backupPath(home));
                QVERIFY2(!read, std::to_string(place).c_str());
            }
        }
        QVERIFY(base::replaceFile(backupPath(home), base::ByteView(whole).first(whole.size() - 1)));
        QCOMPARE(image->readBack(backupPath(home)).error().code, ErrorCode::Damaged);
    }

    void anotherBackupInItsPlaceIsTold()
    {
        support::VaultHome home;
        auto created = home.create();
        const auto image = created.vault.backupImage();
        QVERIFY(base::createFile(backupPath(home), created.vault.backupImage()->file()));
        QCOMPARE(image->readBack(backupPath(home)).error().code, ErrorCode::Damaged);
    }

    void aFileThatIsGoneIsTold()
    {
        support::VaultHome home;
        auto created = home.create();
        QCOMPARE(created.vault.backupImage()->readBack(backupPath(home)).error().code,
            ErrorCode::CannotRead);
    }

    void countersAloneAreNoChangeOfContent()
    {
        support::VaultHome home;
        auto created = home.create();
        const otp::Entry entry = support::entryOf("I", "n", "12345678901234567890", otp::Hotp {});
        const auto ids = created.vault.add({ &entry, 1 });
        const auto before = created.vault.stateMark();
        QVERIFY(created.vault.nextHotpCode(ids->front()));
        const auto counted = created.vault.stateMark();
        QVERIFY(before->content == counted->content);
        QVERIFY(before->save != counted->save);
        QVERIFY(created.vault.edit(ids->front(), { .note = QStringLiteral("x") }));
        QVERIFY(created.vault.stateMark()->content != before->content);
    }

    void theMarkOfAStateIsTheSameInEveryProgram()
    {
        support::VaultHome home;
        auto created = home.create();
        QVERIFY(addOne(created.vault));
        const auto other = home.open();
        QVERIFY(*other->stateMark() == *created.vault.stateMark());
    }

private:
    static std::string backupPath(const support::VaultHome& home)
    {
        return home.folder() + "/b.countersign";
    }
    static base::Result<std::vector<vault::Id>> addOne(Vault& vault)
    {
        const otp::Entry entry = support::entryOf("I", "n");
        return vault.add({ &entry, 1 });
    }
};

QTEST_GUILESS_MAIN(BackupImageTest)
#include "backup_image_test.moc"
