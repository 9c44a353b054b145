// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/backup_image.h"
#include "core/vault/opened_copy.h"
#include "core/vault/slot_upkeep.h"
#include "core/vault/vault_codec.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

using base::ErrorCode;
using vault::OpenedCopy;
using vault::Vault;

/// A backup that was opened: compared, merged, restored.
class OpenedCopyTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void aBackupOfTheVaultAsItIsHasNoDifference()
    {
        Scene scene;
        const auto copy = scene.backUpAndOpen();
        QCOMPARE(copy.accounts(), std::size_t { 3 });
        QVERIFY(copy.isBackup());
        const auto compared = copy.compareWith(*scene.vault().content());
        QVERIFY(compared);
        QCOMPARE(compared->accounts, std::size_t { 3 });
        QCOMPARE(compared->matching, std::size_t { 3 });
        QVERIFY(compared->differences.empty());
        // The same with the vault read from its file by the backup's keys.
        const auto content = copy.contentOf(scene.home.path());
        QVERIFY(content);
        QVERIFY(*copy.compareWith(*content) == *compared);
    }

    void eachDifferenceIsNamed()
    {
        Scene scene;
        const auto copy = scene.backUpAndOpen();
        Vault& vault = scene.vault();
        QVERIFY(vault.edit(scene.ids[0], { .note = QStringLiteral("x"), .pinned = true }));
        QVERIFY(vault.nextHotpCode(scene.ids[1]));
        QVERIFY(vault.replace(scene.ids[2], support::entryOf("C", "n", "another secret.....")));
        const auto added = scene.add("D");
        const auto compared = copy.compareWith(*vault.content());
        QVERIFY(compared);
        QCOMPARE(compared->accounts, std::size_t { 4 });
        QCOMPARE(compared->matching, std::size_t { 0 });
        QCOMPARE(fieldsOf(*compared, scene.ids[0]), stringsOf({ "history", "note", "pinned" }));
        QCOMPARE(fieldsOf(*compared, scene.ids[1]), stringsOf({ "counter" }));
        QCOMPARE(fieldsOf(*compared, scene.ids[2]), stringsOf({ "history", "secret" }));
        QCOMPARE(fieldsOf(*compared, added), stringsOf({ "missing" }));
    }

    void whatWasDeletedSinceIsTold()
    {
        Scene scene;
        const auto copy = scene.backUpAndOpen();
        QVERIFY(scene.vault().moveToTrash(scene.ids[0]));
        auto compared = copy.compareWith(*scene.vault().content());
        QCOMPARE(fieldsOf(*compared, scene.ids[0]), stringsOf({ "history", "trash" }));
        QVERIFY(scene.vault().emptyTrash());
        compared = copy.compareWith(*scene.vault().content());
        QCOMPARE(fieldsOf(*compared, scene.ids[0]), stringsOf({ "deleted" }));
        QCOMPARE(compared->accounts, std::size_t { 3 });
        QCOMPARE(compared->matching, std::size_t { 2 });
    }

    void aBackupOfFormerKeysIsComparedByItsSecrets()
    {
        Scene scene;
        const auto copy = scene.backUpAndOpen();
        const auto verification = scene.home.verify(scene.vault());
        QVERIFY(scene.vault().changeKeys(
            *verification, support::passphrase("new words"), support::SmallCosts));
        QVERIFY(copy.key() != scene.vault().key());
        const auto compared = copy.compareWith(*scene.vault().content());
        QCOMPARE(compared->matching, std::size_t { 3 });
        QVERIFY(compared->differences.empty());
        QCOMPARE(copy.contentOf(scene.home.path()).error().code, ErrorCode::KeysChanged);
        QCOMPARE(scene.vault().mergeCopy(copy).error().code, ErrorCode::KeysChanged);
    }

    void anotherVaultIsNotComparedWith()
    {
        Scene scene;
        Scene other;
        const auto copy = scene.backUpAndOpen();
        QCOMPARE(copy.compareWith(*other.vault().content()).error().code, ErrorCode::OtherVault);
        QCOMPARE(copy.contentOf(other.home.path()).error().code, ErrorCode::OtherVault);
        QCOMPARE(other.vault().mergeCopy(copy).error().code, ErrorCode::OtherVault);
    }

    void aMergeBringsBackWhatIsMissing()
    {
        Scene scene;
        const std::string before = scene.backUp("before");
        const auto added = scene.add("D");
        const auto copy = open(scene.backUp("after"), "secret words");
        // An older state of the vault, in which D never was.
        auto older =
            open(before, "secret words").restore(scene.home.folder() + "/older", services(scene));
        QVERIFY(older);
        const auto preview = copy.previewOfMerge(*older->content());
        QVERIFY(preview);
        QCOMPARE(fieldsOf(*preview, added), stringsOf({ "added" }));
        QCOMPARE(preview->differences.size(), std::size_t { 1 });
        QVERIFY(older->mergeCopy(copy));
        QVERIFY(older->find(added));
        QVERIFY(copy.compareWith(*older->content())->differences.empty());
    }

    void whatWasDeletedForGoodComesBackByWishAlone()
    {
        Scene scene;
        const auto copy = scene.backUpAndOpen();
        Vault& vault = scene.vault();
        QVERIFY(vault.moveToTrash(scene.ids[0]));
        QVERIFY(vault.moveToTrash(scene.ids[1]));
        QVERIFY(vault.emptyTrash());
        const auto preview = copy.previewOfMerge(*vault.content());
        QCOMPARE(fieldsOf(*preview, scene.ids[0]), stringsOf({ "deleted" }));
        QVERIFY(vault.mergeCopy(copy));
        QVERIFY(!vault.find(scene.ids[0]));
        const std::vector<vault::Id> wanted { scene.ids[0] };
        QVERIFY(vault.mergeCopy(copy, wanted));
        QVERIFY(vault.find(scene.ids[0]));
        QVERIFY(!vault.find(scene.ids[1]));
        // And it stays when a copy with the tombstone is merged again.
        QVERIFY(vault.takeCopy(scene.home.previousPath(), vault::Taking::Merged));
        QVERIFY(vault.find(scene.ids[0]));
        QVERIFY(vault.code(scene.ids[0], scene.home.clock.time));
    }

    void aCounterNeverGoesBackByAMerge()
    {
        Scene scene;
        const auto copy = scene.backUpAndOpen();
        Vault& vault = scene.vault();
        QVERIFY(vault.nextHotpCode(scene.ids[1]));
        QVERIFY(vault.nextHotpCode(scene.ids[1]));
        QVERIFY(vault.moveToTrash(scene.ids[1]));
        QVERIFY(vault.emptyTrash());
        const std::vector<vault::Id> wanted { scene.ids[1] };
        QVERIFY(vault.mergeCopy(copy, wanted));
        const auto account = vault.find(scene.ids[1]);
        QCOMPARE(std::get<otp::Hotp>(account->credential).counter, std::uint64_t { 2 });
    }

    void aRestoredVaultOpensByPassphraseAndPaper_data()
    {
        QTest::addColumn<bool>("isKeptUp");
        QTest::newRow("with the vault's slot") << false;
        QTest::newRow("with a slot for backups") << true;
    }
    void aRestoredVaultOpensByPassphraseAndPaper()
    {
        QFETCH(const bool, isKeptUp);
        Scene scene;
        if (isKeptUp)
            keepUp(scene.vault(), "secret words");
        const std::string backup = scene.backUp("b");
        QTemporaryDir elsewhere;
        const std::string path =
            elsewhere.filePath(QStringLiteral("new/v.countersign")).toStdString();
        {
            const auto restored = open(backup, "secret words").restore(path, services(scene));
            QVERIFY(restored);
            QVERIFY(restored->id() == scene.vault().id());
            QVERIFY(restored->key() == scene.vault().key());
            QCOMPARE(restored->accounts().size(), std::size_t { 3 });
        }
        QVERIFY(vault::readVaultFile(path)->header.kind == vault::FileKind::Vault);
        auto byPassphrase = Vault::open(path, support::passphrase("secret words"), services(scene));
        QVERIFY(byPassphrase);
        QVERIFY(Vault::open(path, std::move(scene.created.recoveryKey), services(scene)));
        QVERIFY(byPassphrase->verify(support::passphrase("secret words")));
        QVERIFY(byPassphrase->code(scene.ids[0], scene.home.clock.time));
        // A service may have taken codes that the backup does not know of.
        QVERIFY(byPassphrase->find(scene.ids[1])->counterMayBeBehind());
        QVERIFY(!scene.vault().find(scene.ids[1])->counterMayBeBehind());

        // The first unlock by passphrase gives it a slot of ordinary costs.
        keepUp(*byPassphrase, "secret words");
        const auto file = vault::readVaultFile(path);
        const auto slot = std::ranges::find(
            file->header.slotList, vault::SlotKind::Passphrase, &vault::Slot::kind);
        QCOMPARE(slot->costs.passes, 1U);
        QVERIFY(Vault::open(path, support::passphrase("secret words"), services(scene)));
        QVERIFY(base::createFile(path + "b", byPassphrase->backupImage()->file()));
        QVERIFY(OpenedCopy::open(path + "b", support::passphrase("secret words")));
        QVERIFY(!byPassphrase->slotUpkeep({}).isNeeded());
        const auto verification = byPassphrase->verify(support::passphrase("secret words"));
        QVERIFY(byPassphrase->changePassphrase(
            *verification, support::passphrase("new words"), support::SmallCosts));
        QCOMPARE(
            Vault::open(path, support::passphrase("secret words"), services(scene)).error().code,
            ErrorCode::WrongPassphrase);
    }

    void aBackupsOwnPassphraseStaysItsOwnAfterARestore()
    {
        Scene scene;
        const auto verification = scene.home.verify(scene.vault());
        QVERIFY(scene.vault().setBackupPassphrase(
            *verification, support::passphrase("backup words"), support::SmallCosts));
        const std::string path = scene.home.folder() + "/new.countersign";
        auto restored = open(scene.backUp("b"), "backup words").restore(path, services(scene));
        QVERIFY(restored);
        keepUp(*restored, "backup words");
        QVERIFY(restored->hasBackupPassphrase());
        const auto again = restored->verify(support::passphrase("backup words"));
        QVERIFY(restored->changePassphrase(
            *again, support::passphrase("new words"), support::SmallCosts));
        QVERIFY(Vault::open(path, support::passphrase("new words"), services(scene)));
        QCOMPARE(
            Vault::open(path, support::passphrase("backup words"), services(scene)).error().code,
            ErrorCode::WrongPassphrase);
        QVERIFY(base::createFile(path + "b", restored->backupImage()->file()));
        QVERIFY(OpenedCopy::open(path + "b", support::passphrase("backup words")));
    }

    void nothingIsRestoredOverAFile()
    {
        Scene scene;
        const auto copy = scene.backUpAndOpen();
        const base::Bytes before = support::contentsOf(scene.home.path());
        QCOMPARE(
            copy.restore(scene.home.path(), services(scene)).error().code, ErrorCode::VaultExists);
        QVERIFY(support::contentsOf(scene.home.path()) == before);
    }

    void aRestoredVaultSavesUnderAnotherDevice()
    {
        // The device of the golden vault is the tests' own; its master key is known.
        support::VaultHome home;
        home.write(support::contentsOf(support::GoldenPath));
        const auto vault = Vault::open(home.path(), support::goldenPassphrase(), home.services());
        const std::string backup = home.folder() + "/b.countersign";
        QVERIFY(base::createFile(backup, vault->backupImage()->file()));
        const auto copy = OpenedCopy::open(backup, support::goldenPassphrase());
        const std::string path = home.folder() + "/new.countersign";
        QVERIFY(copy->restore(path, home.services()));
        const auto cbor =
            vault::decryptBody(*vault::readVaultFile(path), support::ascending<32>(0x80));
        const auto body = vault::readBody(*cbor);
        QCOMPARE(body->devices.size(), std::size_t { 2 });
        QCOMPARE(body->devices.at(home.services().device).sequence, std::uint64_t { 1 });
        QVERIFY(body->save.device != home.services().device);
    }

private:
    struct Scene
    {
        support::VaultHome home;
        Vault::Created created = home.create();
        std::vector<vault::Id> ids;

        Scene()
        {
            std::vector<otp::Entry> entries;
            entries.push_back(support::entryOf("A", "n"));
            entries.push_back(support::entryOf("B", "n", "abcdefghijklmnopqrst", otp::Hotp {}));
            entries.push_back(support::entryOf("C", "n", "ABCDEFGHIJKLMNOPQRST"));
            ids = *vault().add(entries);
        }
        Vault& vault() { return created.vault; }
        vault::Id add(const char* issuer)
        {
            const otp::Entry entry = support::entryOf(issuer, "n");
            return vault().add({ &entry, 1 })->front();
        }
        std::string backUp(const std::string& name)
        {
            const std::string path = home.folder() + "/" + name + ".countersign";
            if (!base::createFile(path, vault().backupImage()->file()))
                qFatal("cannot write a backup");
            return path;
        }
        OpenedCopy backUpAndOpen() { return OpenedCopyTest::open(backUp("b"), "secret words"); }
    };

    static vault::Services services(Scene& scene) { return scene.home.services(); }
    static OpenedCopy open(const std::string& path, const char* words)
    {
        auto copy = OpenedCopy::open(path, support::passphrase(words));
        if (!copy)
            qFatal("cannot open a backup: %s", copy.error().context.c_str());
        return std::move(*copy);
    }
    static void keepUp(Vault& vault, const char* words)
    {
        const auto change = vault.slotUpkeep({}).run(support::passphrase(words));
        QVERIFY(change);
        QVERIFY(vault.take(*change));
    }
    static QStringList stringsOf(std::initializer_list<const char*> texts)
    {
        QStringList strings;
        for (const char* const text : texts)
            strings << QString::fromLatin1(text);
        return strings;
    }
    static QStringList fieldsOf(const vault::Comparison& comparison, const vault::Id& id)
    {
        QStringList fields;
        for (const vault::Difference& difference : comparison.differences) {
            if (difference.account.id == id)
                fields << QString::fromStdString(difference.field);
        }
        fields.sort();
        return fields;
    }
};

QTEST_GUILESS_MAIN(OpenedCopyTest)
#include "opened_copy_test.moc"
