// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/account_codec.h"
#include "core/vault/cbor.h"
#include "core/vault/history.h"
#include "core/vault/sealed_secret.h"
#include "tests/support/damaged_vault.h"
#include "tests/support/fail_on_warning.h"

using base::ErrorCode;
using support::placeOf;
using Damaged = support::DamagedVault;
using vault::Salvage;
using vault::SalvagedAccount;

namespace {

const char* const Note = Damaged::Note;

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
        const std::size_t from = placeOf(plain, "bob");
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

    void whatIsSavedKeepsEverythingThatCouldBeRead()
    {
        Damaged damaged;
        const vault::Account before = damaged.enrich();
        QCOMPARE(before.history.size(), std::size_t { 3 });
        QVERIFY(!before.tagMarks.empty());
        damaged.flip("Bank"); // of another account, so that the file is damaged
        const auto salvage = damaged.read();
        QVERIFY(salvage);
        QCOMPARE(salvage->intact(), std::size_t { 3 });
        QCOMPARE(salvage->missing(), std::size_t { 0 });
        damaged.home.clock.time = base::fromUnixSeconds(support::GoldenTime + 500);
        const auto created = damaged.saveNew(*salvage);
        QVERIFY(created);
        const auto after = created->vault.find(before.id);
        QVERIFY(after);
        QVERIFY(after->created == before.created);
        QVERIFY(after->changed == before.changed);
        QCOMPARE(after->note, before.note);
        QCOMPARE(after->labelIssuer, before.labelIssuer);
        QCOMPARE(after->tags, before.tags);
        QVERIFY(after->tagMarks == before.tagMarks);
        QCOMPARE(after->pinned, before.pinned);
        QVERIFY(after->otherParameters == before.otherParameters);
        const auto versions = created->vault.history(before.id);
        QCOMPARE(versions.size(), std::size_t { 3 });
        QCOMPARE(versions.front().name, QStringLiteral("alice"));
        QVERIFY(after->unknown == before.unknown);
    }

    void olderVersionsStillGiveTheirCodes()
    {
        Damaged damaged;
        const vault::Account account = damaged.enrich();
        damaged.flip("Bank");
        const auto salvage = damaged.read();
        QVERIFY(salvage);
        auto created = damaged.saveNew(*salvage);
        QVERIFY(created);
        const auto before = created->vault.code(account.id, damaged.home.clock.now());
        QVERIFY(before);
        const vault::Stamp oldest = created->vault.history(account.id).back().changed;
        QVERIFY(created->vault.restoreVersion(account.id, oldest));
        const auto restored = created->vault.code(account.id, damaged.home.clock.now());
        QVERIFY(restored);
        QVERIFY(restored->text != before->text);
    }

    void aKeptPinComesAlong()
    {
        Damaged damaged;
        const std::string code = damaged.addWithPin();
        damaged.flip("Bank"); // of another account
        const auto salvage = damaged.read();
        QVERIFY(salvage);
        const SalvagedAccount* found = find(*salvage, QStringLiteral("pat"));
        QVERIFY(found && found->hasSecret && found->hasPin && !found->isAltered);
        const auto created = damaged.saveNew(*salvage);
        QVERIFY(created);
        const auto same = created->vault.code(
            damaged.idOf(created->vault, QStringLiteral("pat")), Damaged::CodeTime);
        QVERIFY(same);
        QCOMPARE(same->text, code);
    }

    void aDamagedPinIsSaidAndAskedForThen()
    {
        Damaged damaged;
        const std::string code = damaged.addWithPin();
        damaged.flipSealed(QStringLiteral("pat"), &vault::Account::pin);
        const auto salvage = damaged.read();
        QVERIFY(salvage);
        const SalvagedAccount* found = find(*salvage, QStringLiteral("pat"));
        QVERIFY(found && found->hasSecret && !found->hasPin && found->isAltered);
        const auto created = damaged.saveNew(*salvage);
        QVERIFY(created);
        const vault::Id id = damaged.idOf(created->vault, QStringLiteral("pat"));
        QCOMPARE(created->vault.code(id, Damaged::CodeTime).error().code, ErrorCode::PinNeeded);
        const auto typed =
            created->vault.code(id, Damaged::CodeTime, base::bytesOf(std::string_view("1234")));
        QVERIFY(typed);
        QCOMPARE(typed->text, code);
    }

    void anIntactPinSavesNoDamagedSecret()
    {
        Damaged damaged;
        damaged.addWithPin();
        damaged.flipSealed(QStringLiteral("pat"), &vault::Account::secret);
        const auto salvage = damaged.read();
        QVERIFY(salvage);
        const SalvagedAccount* found = find(*salvage, QStringLiteral("pat"));
        QVERIFY(found && !found->hasSecret && found->hasPin && found->isAltered);
        QCOMPARE(salvage->intact(), std::size_t { 3 });
        const auto created = damaged.saveNew(*salvage);
        QVERIFY(created);
        QCOMPARE(created->vault.accounts().size(), std::size_t { 3 });
    }

    void countersMayBeBehind()
    {
        Damaged damaged;
        damaged.flip(Note);
        const auto salvage = damaged.read();
        QVERIFY(salvage);
        const auto created = damaged.saveNew(*salvage);
        QVERIFY(created);
        std::size_t counting = 0;
        for (const vault::Account& account : created->vault.accounts()) {
            const bool counts = std::holds_alternative<otp::Hotp>(account.credential);
            counting += counts ? 1 : 0;
            QCOMPARE(account.counterMayBeBehind(), counts);
        }
        QCOMPARE(counting, std::size_t { 1 });
    }

    void theCounterOfAnOlderSecretMayBeBehind()
    {
        Damaged damaged;
        vault::Id bob;
        {
            auto vault = damaged.home.open();
            bob = damaged.idOf(*vault, QStringLiteral("bob"));
            QVERIFY(vault->nextHotpCode(bob));
            QVERIFY(vault->replace(
                bob, support::entryOf("Bank", "bob", "quite another secret", otp::Totp {})));
            damaged.load();
        }
        damaged.flip(Note);
        const auto salvage = damaged.read();
        QVERIFY(salvage);
        auto created = damaged.saveNew(*salvage);
        QVERIFY(created);
        const auto versions = created->vault.history(bob);
        QCOMPARE(versions.size(), std::size_t { 1 });
        QVERIFY(created->vault.restoreVersion(bob, versions.front().changed));
        QVERIFY(created->vault.find(bob)->counterMayBeBehind());
    }

    void whatLiesInTheTrashStaysAndIsNotThrownAway()
    {
        Damaged damaged;
        {
            auto vault = damaged.home.open();
            QVERIFY(vault->moveToTrash(damaged.idOf(*vault, QStringLiteral("carol"))));
            damaged.load();
        }
        damaged.flip(Note);
        const auto salvage = damaged.read();
        QVERIFY(salvage);
        damaged.home.clock.time = base::fromUnixSeconds(support::GoldenTime + 90LL * 24 * 3600);
        auto created = damaged.saveNew(*salvage);
        QVERIFY(created);
        QCOMPARE(*created->vault.removeExpiredTrash(), 0);
        QCOMPARE(created->vault.trash().size(), std::size_t { 1 });
        QCOMPARE(created->vault.trash().front().name, QStringLiteral("carol"));
    }

    void datesBeyondThePresentAreBounded()
    {
        SalvagedAccount found;
        found.hasSecret = true;
        found.account.id = support::idFrom(1);
        found.account.secret = { 1, 2, 3 };
        found.account.created = { vault::MaxMilliseconds, {} };
        found.account.changed = { vault::MaxMilliseconds, {} };
        found.account.tagMarks.emplace(QStringLiteral("t"), found.account.changed);
        found.account.history.push_back(vault::versionOf(found.account));
        const base::Time now { std::chrono::seconds(support::GoldenTime) };
        const vault::Body body = vault::salvagedBody({ found }, {}, now);
        const vault::Account& account = body.accounts.at(found.account.id);
        const std::int64_t present = support::GoldenTime * 1000;
        QCOMPARE(account.created.milliseconds, present);
        QCOMPARE(account.changed.milliseconds, present);
        QCOMPARE(account.tagMarks.begin()->second.milliseconds, present);
    }

    void anAccountInPiecesKeepsItsMembers()
    {
        Damaged damaged;
        const vault::Account before = damaged.enrich();
        damaged.flip(Note, 3, 0x80); // not UTF-8: the account cannot be read as a whole
        const auto salvage = damaged.read();
        QVERIFY(salvage);
        const SalvagedAccount* found = find(*salvage, before.name);
        QVERIFY(found && found->isAltered && found->hasSecret);
        QCOMPARE(found->lostVersions, std::size_t { 0 });
        const vault::Account& after = found->account;
        QCOMPARE(after.issuer, before.issuer);
        QVERIFY(after.created == before.created);
        QVERIFY(after.changed == before.changed);
        QCOMPARE(after.tags, before.tags);
        QVERIFY(after.tagMarks == before.tagMarks);
        QCOMPARE(after.pinned, before.pinned);
        QVERIFY(after.picture && after.picture == before.picture);
        QVERIFY(after.history == before.history);
        QVERIFY(after.otherParameters == before.otherParameters);
        const auto created = damaged.saveNew(*salvage);
        QVERIFY(created);
        QVERIFY(created->vault.find(before.id)->note.contains(QChar::ReplacementCharacter));
    }

    void aDamagedOlderVersionIsLeftOutAndSaid()
    {
        Damaged damaged;
        const vault::Account before = damaged.enrich();
        // The oldest version holds the first secret of alice, the present state another one.
        const auto version = vault::readVersion(before.id, before.history.back());
        QVERIFY(version);
        const base::Bytes plain = damaged.plain();
        const auto sealed = std::find_end(
            plain.begin(), plain.end(), version->secret.begin(), version->secret.end());
        const auto place = static_cast<std::size_t>(sealed - plain.begin());
        damaged.file[damaged.bodyStart + 4 + place + 20] ^= 1;
        const auto salvage = damaged.read();
        QVERIFY(salvage);
        const SalvagedAccount* found = find(*salvage, before.name);
        QVERIFY(found && found->hasSecret && found->isAltered);
        QCOMPARE(found->lostVersions, std::size_t { 1 });
        QCOMPARE(found->account.history.size(), std::size_t { 2 });
    }

    void whatIsMissingIsCounted()
    {
        Damaged damaged;
        const base::Bytes plain = damaged.plain();
        const std::size_t at = placeOf(plain, "bob");
        // A block of the disk that went: most of one account.
        for (std::size_t i = at - 100; i < at; ++i)
            damaged.file[damaged.bodyStart + 4 + i] = 0;
        const auto salvage = damaged.read();
        QVERIFY(salvage);
        QCOMPARE(salvage->intact(), std::size_t { 2 });
        QCOMPARE(salvage->accounts().size() + salvage->missing(), std::size_t { 3 });
    }

    void aVersionIsNotTakenForAnAccount()
    {
        // This byte of an id looks like the head of another, after which a map begins.
        vault::Account account;
        account.id.bytes[1] = 0x50;
        account.issuer = QStringLiteral("I");
        account.secret = base::Bytes(29, 1);
        vault::cbor::Writer changes;
        changes.bytes(account.id.view());
        changes.bytes(vault::versionOf(account));
        QVERIFY(vault::salvageAccounts(changes.view(), base::Bytes(32, 0)).empty());
    }

    void aSecretThatLooksLikeAnAccountDoesNotCutItsOwn()
    {
        // As long as no secret is, so that an id and a map are in it somewhere, by chance.
        const std::vector<std::uint8_t> key(32, 0);
        const base::Bytes secret(60'000, 7);
        crypto::SystemRandom random;
        vault::Account account;
        account.id = support::idFrom(1);
        account.note = QStringLiteral("note");
        const auto sealed = vault::seal(
            { key, vault::SealScheme::Unlocked, key, random }, { account.id, "secret" }, secret);
        QVERIFY(sealed);
        account.secret = *sealed;
        vault::cbor::Writer out;
        out.bytes(account.id.view());
        vault::writeAccount(out, account);
        base::Bytes plain(out.view().begin(), out.view().end());
        const std::string_view note = "dnotednote"; // its name and what it holds
        const auto place = std::search(plain.begin(), plain.end(), note.begin(), note.end());
        QVERIFY(place != plain.end());
        place[8] = 0xff; // no text any more: the account is put together from its members
        const auto accounts = vault::salvageAccounts(plain, key);
        QCOMPARE(accounts.size(), std::size_t { 1 });
        QVERIFY(accounts.front().hasSecret && accounts.front().isAltered);
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
