// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/salvage.h"
#include "core/vault/slots.h"
#include "core/vault/vault_codec.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

using base::ErrorCode;
using vault::Salvage;
using vault::SalvagedAccount;

namespace {

const char* const Note = "a note of some length that is easily found";

/// A vault of three accounts and the place of its body's plaintext in the file.
struct Damaged
{
    support::VaultHome home;
    base::Bytes file;
    vault::Header header;
    std::size_t bodyStart = 0;

    Damaged()
    {
        auto created = home.create();
        std::array entries { support::entryOf("ACME", "alice"),
            support::entryOf("Bank", "bob", "a secret of its own.", otp::Hotp {}),
            support::entryOf("Mail", "carol", "another secret of it") };
        const auto ids = created.vault.add(entries);
        if (!ids
            || !created.vault.edit(ids->front(),
                { .note = QString::fromLatin1(Note), .tags = QStringList { QStringLiteral("w") } }))
            qFatal("cannot make the vault");
        file = support::contentsOf(home.path());
        header = vault::parseVaultFile(file)->header;
        bodyStart = 56 + base::readU32(base::ByteView(file).subspan(12));
    }
    /// The plaintext, to find what is to be damaged.
    base::Bytes plain() const
    {
        const auto slot = vault::openSlots(header, support::passphrase("secret words"));
        const auto cbor = vault::decryptBody(*vault::parseVaultFile(file), slot->master.view());
        return { cbor->begin(), cbor->end() };
    }
    /// Flips a bit of the ciphertext under the first place where this stands, `after` bytes on.
    void flip(std::string_view text, std::size_t after = 0, std::uint8_t bits = 1)
    {
        const base::Bytes whole = plain();
        const auto found = std::ranges::search(whole, base::bytesOf(text));
        const auto place = static_cast<std::size_t>(found.begin() - whole.begin());
        file[bodyStart + 4 + place + after] ^= bits;
    }
    base::Result<Salvage> read(std::string_view words = "secret words") const
    {
        home.write(file);
        return Salvage::read(home.path(), support::passphrase(words));
    }
};

const SalvagedAccount* find(const Salvage& salvage, const QString& name)
{
    for (const SalvagedAccount& found : salvage.accounts()) {
        if (found.account.name == name)
            return &found;
    }
    return nullptr;
}

} // namespace

/// Reading what can be read of a file whose tag fails.
class SalvageTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void aFlippedNoteLeavesAllSecretsIntact()
    {
        Damaged damaged;
        damaged.flip(Note, 0, 1); // still a text, another one
        damaged.home.write(support::mended(damaged.file));
        QCOMPARE(damaged.home.open().error().code, ErrorCode::Damaged);
        const auto salvage = damaged.read();
        QVERIFY(salvage);
        QCOMPARE(salvage->accounts().size(), std::size_t { 3 });
        QCOMPARE(salvage->intact(), std::size_t { 3 });
        const SalvagedAccount* alice = find(*salvage, QStringLiteral("alice"));
        QVERIFY(alice);
        QVERIFY(alice->account.note.endsWith(QString::fromLatin1(Note).mid(1)));
    }

    void aNoteThatIsNoTextAnyMoreIsSaid()
    {
        Damaged damaged;
        damaged.flip(Note, 3, 0x80); // not UTF-8
        const auto salvage = damaged.read();
        QVERIFY(salvage);
        QCOMPARE(salvage->intact(), std::size_t { 3 });
        const SalvagedAccount* alice = find(*salvage, QStringLiteral("alice"));
        QVERIFY(alice && alice->isAltered);
        QVERIFY(alice->account.note.contains(QChar::ReplacementCharacter));
        QVERIFY(!find(*salvage, QStringLiteral("bob"))->isAltered);
    }

    void anAlteredSecretIsNotIntact()
    {
        Damaged damaged;
        const base::Bytes plain = damaged.plain();
        // The sealed secret of bob: after the member's name and its head.
        const auto bob = std::ranges::search(plain, base::bytesOf(std::string_view("bob")));
        const auto from = static_cast<std::size_t>(bob.begin() - plain.begin());
        base::Bytes before(plain.begin(), plain.begin() + static_cast<std::ptrdiff_t>(from));
        const std::string_view key = "secret";
        const auto secret = std::find_end(before.begin(), before.end(), key.begin(), key.end());
        const auto place = static_cast<std::size_t>(secret - before.begin());
        damaged.file[damaged.bodyStart + 4 + place + key.size() + 2 + 20] ^= 1;
        const auto salvage = damaged.read();
        QVERIFY(salvage);
        QCOMPARE(salvage->accounts().size(), std::size_t { 3 });
        QCOMPARE(salvage->intact(), std::size_t { 2 });
        QVERIFY(!find(*salvage, QStringLiteral("bob"))->hasSecret);
    }

    void aLengthThatIsDamagedCostsOneAccountAtMost()
    {
        Damaged damaged;
        damaged.flip("carol", std::size_t(-1), 0x08); // the head of the name
        const auto salvage = damaged.read();
        QVERIFY(salvage);
        QCOMPARE(salvage->intact(), std::size_t { 3 });
        QVERIFY(find(*salvage, QStringLiteral("alice")));
        QVERIFY(find(*salvage, QStringLiteral("bob")));
    }

    void ofATruncatedFileComesWhatIsThere()
    {
        Damaged damaged;
        const base::Bytes plain = damaged.plain();
        const auto carol = std::ranges::search(plain, base::bytesOf(std::string_view("ACME")));
        const auto place = static_cast<std::size_t>(carol.end() - plain.begin());
        for (std::size_t size = damaged.bodyStart; size < damaged.file.size(); size += 997) {
            Damaged shorter;
            shorter.file.resize(std::min(size, shorter.file.size()));
            const auto salvage = shorter.read();
            if (!salvage)
                QCOMPARE(salvage.error().code, ErrorCode::Damaged);
        }
        damaged.file.resize(damaged.file.size() - 20); // the tag and some of the padding
        const auto salvage = damaged.read();
        QVERIFY(salvage);
        QCOMPARE(salvage->intact(), std::size_t { 3 });
        QVERIFY(place > 0);
    }

    void nothingIsWrittenToTheDamagedFile()
    {
        Damaged damaged;
        damaged.flip(Note);
        const auto salvage = damaged.read();
        QVERIFY(salvage);
        const auto same = salvage->saveAs(damaged.home.path(), support::passphrase("new words"),
            support::SmallCosts, damaged.home.services());
        QCOMPARE(same.error().code, ErrorCode::VaultExists);
        QVERIFY(support::contentsOf(damaged.home.path()) == damaged.file);

        const std::string path = damaged.home.folder() + "/new.countersign";
        QVERIFY(salvage->saveAs(
            path, support::passphrase("new words"), support::SmallCosts, damaged.home.services()));
        QVERIFY(support::contentsOf(damaged.home.path()) == damaged.file);
    }

    void theNewVaultGivesTheSameCodes()
    {
        Damaged damaged;
        std::vector<std::string> before;
        {
            const auto vault = damaged.home.open();
            for (const vault::Account& account : vault->accounts())
                before.push_back(vault->code(account.id, damaged.home.clock.now())->text);
        }
        damaged.flip(Note);
        const auto salvage = damaged.read();
        const std::string path = damaged.home.folder() + "/new.countersign";
        const auto created = salvage->saveAs(
            path, support::passphrase("new words"), support::SmallCosts, damaged.home.services());
        QVERIFY(created);
        std::vector<std::string> after;
        for (const vault::Account& account : created->vault.accounts())
            after.push_back(created->vault.code(account.id, damaged.home.clock.now())->text);
        std::ranges::sort(before);
        std::ranges::sort(after);
        QVERIFY(after == before);
        QVERIFY(
            vault::Vault::open(path, support::passphrase("new words"), damaged.home.services()));
    }

    void aWrongPassphraseReadsNothing()
    {
        Damaged damaged;
        damaged.flip(Note);
        QCOMPARE(damaged.read("other words").error().code, ErrorCode::WrongPassphrase);
    }

    void aDamagedHeaderIsTold()
    {
        Damaged damaged;
        damaged.file[60] ^= 1;
        QCOMPARE(damaged.read().error().code, ErrorCode::Damaged);
    }

    void aLengthOfTheHeaderThatIsDamagedIsFoundOut()
    {
        Damaged damaged;
        damaged.file[13] ^= 1;
        QCOMPARE(damaged.read()->intact(), std::size_t { 3 });
    }
};

QTEST_GUILESS_MAIN(SalvageTest)
#include "salvage_test.moc"
