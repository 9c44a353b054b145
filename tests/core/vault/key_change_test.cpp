// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/generation.h"
#include "core/vault/vault_codec.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

using base::ErrorCode;
using support::passphrase;
using vault::Vault;

namespace {

/// A vault's file opened with keys that somebody has kept.
base::Result<vault::Body> openedWith(const std::string& path, base::ByteView master)
{
    const auto file = vault::readVaultFile(path);
    if (!file)
        return file.error();
    const auto cbor = vault::decryptBody(*file, master);
    return cbor ? vault::readBody(*cbor) : cbor.error();
}

base::Result<crypto::SecretBytes> masterOf(const std::string& path, std::string_view words)
{
    const auto file = vault::readVaultFile(path);
    auto slot = vault::openSlots(file->header, passphrase(words));
    if (!slot)
        return slot.error();
    return std::move(slot->master);
}

vault::Id addOne(Vault& vault, const otp::Entry& entry)
{
    return vault.add({ &entry, 1 })->front();
}

/// One account with all that can hold a sealed secret: a PIN, an older version with another
/// secret, a change to be undone.
vault::Id addRich(Vault& vault)
{
    otp::Entry entry = support::entryOf("Corp", "m", "aabbccddeeff0011", otp::Motp {});
    entry.pin = std::move(*crypto::SecretBytes::copyOf(std::string_view("1234")));
    const vault::Id id = addOne(vault, entry);
    otp::Entry later = support::entryOf("Corp", "m", "1100ffeeddccbbaa", otp::Motp {});
    later.pin = std::move(*crypto::SecretBytes::copyOf(std::string_view("9999")));
    if (!vault.replace(id, later))
        qFatal("cannot replace");
    return id;
}

} // namespace

/// New keys for a vault, after somebody may have learnt the passphrase.
class KeyChangeTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void whatOpenedItBeforeOpensItNoMore()
    {
        support::VaultHome home;
        auto created = home.create();
        const auto changed = change(home, created.vault);
        QVERIFY(changed);
        QCOMPARE(home.open().error().code, ErrorCode::WrongPassphrase);
        QCOMPARE(
            Vault::open(home.path(), std::move(created.recoveryKey), home.services()).error().code,
            ErrorCode::WrongPassphrase);
        QVERIFY(home.open("new words"));
        QVERIFY(Vault::open(home.path(),
            vault::RecoveryKey { std::move(*changed->recoveryKey.bytes.clone()) },
            home.services()));
        QCOMPARE(created.vault.slotList().size(), std::size_t { 2 });
        QCOMPARE(changed->slot.kind, vault::SlotKind::Passphrase);
        QVERIFY(created.vault.verify(passphrase("new words")));
    }

    void theFormerMasterKeyOpensNothingNew()
    {
        support::VaultHome home;
        auto created = home.create();
        addRich(created.vault);
        const auto former = masterOf(home.path(), "secret words");
        QVERIFY(openedWith(home.path(), former->view()));
        const vault::Id formerKey = vault::readVaultFile(home.path())->header.key;
        QVERIFY(change(home, created.vault));
        const auto opened = openedWith(home.path(), former->view());
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::Damaged);
        const vault::Header header = vault::readVaultFile(home.path())->header;
        QVERIFY(header.key != formerKey);

        // Not one byte string of the new body opens under the former seal key, either.
        const auto later = masterOf(home.path(), "new words");
        const auto body = openedWith(home.path(), later->view());
        const auto formerIds = vault::joinIds(header.vault, formerKey);
        const auto formerSeal = vault::derive(former->view(), {}, "seal", formerIds);
        for (const auto& [id, account] : body->accounts) {
            QVERIFY(!vault::unseal(
                formerSeal->view(), vault::SealScheme::Unlocked, { id, "secret" }, account.secret));
            QVERIFY(!account.history.empty());
        }
        QVERIFY(body->retired.contains(formerKey));
    }

    void codesVersionsAndUndoAreAsBefore()
    {
        support::VaultHome home;
        auto created = home.create();
        const vault::Id totp = addOne(created.vault, support::entryOf("ACME", "alice"));
        const vault::Id rich = addRich(created.vault);
        const auto now = home.clock.time;
        const std::string totpCode = created.vault.code(totp, now)->text;
        const std::string richCode = created.vault.code(rich, now)->text;
        const std::string olderCode = codeOfOlder(home, rich);
        QVERIFY(olderCode != richCode);

        QVERIFY(change(home, created.vault));
        QCOMPARE(created.vault.code(rich, now)->text, richCode);
        Vault vault = reopened(home);
        QCOMPARE(vault.code(totp, now)->text, totpCode);
        QCOMPARE(vault.code(rich, now)->text, richCode);
        QCOMPARE(vault.history(rich).size(), std::size_t { 1 });
        QCOMPARE(vault.undo()->kind, std::string(vault::changeKind::Replace));
        QCOMPARE(vault.code(rich, now)->text, olderCode);
    }

    void aCounterGoesOnWithItsSecret()
    {
        support::VaultHome home;
        auto created = home.create();
        const std::string_view secret = "12345678901234567890";
        const vault::Id id =
            addOne(created.vault, support::entryOf("A", "b", secret, otp::Hotp {}));
        QVERIFY(created.vault.nextHotpCode(id));
        QVERIFY(created.vault.nextHotpCode(id));
        QVERIFY(created.vault.replace(
            id, support::entryOf("A", "b", "other secret here", otp::Hotp {})));
        QVERIFY(change(home, created.vault));
        QVERIFY(created.vault.undo()); // the first secret again, with its counter
        QCOMPARE(created.vault.nextHotpCode(id)->counter, std::optional<std::uint64_t>(2));
    }

    void whatNewerProgramsSealedIsSealedAgainToo()
    {
        crypto::SystemRandom random;
        const vault::SealKeys former = sealKeys(0x20);
        const vault::SealKeys later = sealKeys(0x21);
        const auto hedge = support::ascending<32>(0x40);
        const vault::Id id = support::idFrom(1);
        const auto sealed = [&](vault::SealScheme scheme, std::string_view field) {
            const bool isVerified = scheme == vault::SealScheme::Verified;
            return *vault::seal(
                { (isVerified ? former.verified : former.unlocked).view(), scheme, hedge, random },
                { id, field }, base::bytesOf(field));
        };
        vault::Body body;
        body.quarantined.push_back({ id,
            member(id, "secret", sealed(vault::SealScheme::Unlocked, "secret")), "cred.type" });
        body.quarantined.push_back({ id,
            member(id, "pin", sealed(vault::SealScheme::Unlocked, "pin")), "duplicate", true });
        vault::cbor::Writer unknown;
        unknown.text("later");
        unknown.map(1);
        unknown.encoded(member(id, "uv", sealed(vault::SealScheme::Verified, "uv")));
        body.unknown = { unknown.view().begin(), unknown.view().end() };

        QVERIFY(vault::Resealer(former, later, hedge, random).reseal(body));
        const auto opens = [&](base::ByteView encoded, vault::SealScheme scheme,
                               std::string_view field) {
            const bool isVerified = scheme == vault::SealScheme::Verified;
            const auto secret = vault::unseal((isVerified ? later.verified : later.unlocked).view(),
                scheme, { id, field }, sealedOf(encoded));
            return secret && secret->text() == field;
        };
        QCOMPARE(body.quarantined.size(), std::size_t { 2 });
        for (const vault::Quarantined& entry : body.quarantined)
            QVERIFY(
                opens(entry.member, vault::SealScheme::Unlocked, entry.isApart ? "pin" : "secret"));
        vault::cbor::Reader reader(body.unknown);
        reader.item();
        const base::ByteView kept = reader.item();
        QVERIFY(opens(kept.subspan(1), vault::SealScheme::Verified, "uv"));
    }

    void anOldCopyIsNotMerged()
    {
        support::VaultHome home;
        auto created = home.create();
        addOne(created.vault, support::entryOf("ACME", "alice"));
        const base::Bytes old = support::contentsOf(home.path());
        QVERIFY(change(home, created.vault));
        home.write(old); // as a program does that synchronises files
        const auto added = created.vault.add({ &m_entry, 1 });
        QVERIFY(!added);
        QCOMPARE(added.error().code, ErrorCode::KeysChanged);
        QVERIFY(support::contentsOf(home.path()) == old);
    }

    void anotherProgramIsToldThatTheKeysAreOthers()
    {
        support::VaultHome home;
        auto created = home.create();
        auto other = home.open();
        QVERIFY(change(home, created.vault));
        QCOMPARE(other->refresh().error().code, ErrorCode::KeysChanged);
        QCOMPARE(other->add({ &m_entry, 1 }).error().code, ErrorCode::KeysChanged);
        QVERIFY(created.vault.add({ &m_entry, 1 }));
    }

    void aVerificationOfTheFormerKeysShowsNothing()
    {
        support::VaultHome home;
        auto created = home.create();
        const auto former = home.verify(created.vault);
        QVERIFY(change(home, created.vault));
        QCOMPARE(created.vault.addRecovery(*former).error().code, ErrorCode::VerificationFailed);
    }

    void theKeysCanBeChangedAgain()
    {
        support::VaultHome home;
        auto created = home.create();
        const vault::Id id = addRich(created.vault);
        const std::string code = created.vault.code(id, home.clock.time)->text;
        QVERIFY(change(home, created.vault));
        const auto verification = created.vault.verify(passphrase("new words"));
        QVERIFY(created.vault.changeKeys(
            *verification, passphrase("third words"), support::SmallCosts));
        const auto opened = home.open("third words");
        QVERIFY(opened);
        QCOMPARE(opened->code(id, home.clock.time)->text, code);
        const auto master = masterOf(home.path(), "third words");
        QCOMPARE(openedWith(home.path(), master->view())->retired.size(), std::size_t { 2 });
    }

    void lockedMemoryIsFreeAgain()
    {
        support::VaultHome home;
        auto created = home.create();
        addRich(created.vault);
        const std::size_t before = crypto::secureHeapInUse();
        QVERIFY(change(home, created.vault));
        QCOMPARE(crypto::secureHeapInUse(), before);
    }

private:
    static vault::SealKeys sealKeys(std::uint8_t first)
    {
        const vault::Id ids = support::idFrom(first);
        return std::move(*vault::SealKeys::from(support::ascending<32>(first),
            support::ascending<32>(static_cast<std::uint8_t>(first + 0x40)), ids.view()));
    }

    /// id: { "cred": { field: sealed } }, as a member of a map.
    static base::Bytes member(const vault::Id& id, std::string_view field, base::ByteView sealed)
    {
        vault::cbor::Writer out;
        out.bytes(id.view());
        out.map(1);
        out.text("cred");
        out.map(1);
        out.text(field);
        out.bytes(sealed);
        return { out.view().begin(), out.view().end() };
    }
    static base::Bytes sealedOf(base::ByteView member)
    {
        vault::cbor::Reader reader(member);
        reader.item();
        reader.map();
        reader.item();
        reader.map();
        reader.item();
        const auto sealed = reader.bytes();
        return sealed ? base::Bytes(sealed->begin(), sealed->end()) : base::Bytes();
    }

    const otp::Entry m_entry = support::entryOf("I", "n");

    static base::Result<Vault::ChangedKeys> change(support::VaultHome& home, Vault& vault)
    {
        const auto verification = home.verify(vault);
        return vault.changeKeys(*verification, passphrase("new words"), support::SmallCosts);
    }

    static Vault reopened(support::VaultHome& home) { return std::move(*home.open("new words")); }

    /// What the older version of an account gives, tried on a copy.
    static std::string codeOfOlder(support::VaultHome& home, const vault::Id& id)
    {
        const std::string copy = home.folder() + "/copy";
        if (!base::createFile(copy, support::contentsOf(home.path())))
            return {};
        auto vault = Vault::open(copy, passphrase("secret words"), home.services());
        return vault->undo() ? vault->code(id, home.clock.time)->text : std::string();
    }
};

QTEST_GUILESS_MAIN(KeyChangeTest)
#include "key_change_test.moc"
