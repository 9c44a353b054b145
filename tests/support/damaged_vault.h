// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/salvage.h"
#include "core/vault/slots.h"
#include "core/vault/vault_codec.h"
#include "tests/support/vault_home.h"

#include <array>

namespace support {

/// Where the text stands first.
inline std::size_t placeOf(const base::Bytes& bytes, std::string_view text)
{
    const base::ByteView wanted = base::bytesOf(text); // char may have a sign
    const auto found = std::search(bytes.begin(), bytes.end(), wanted.begin(), wanted.end());
    return static_cast<std::size_t>(found - bytes.begin());
}

/// A vault of three accounts and the place of its body's plaintext in the file.
struct DamagedVault
{
    static constexpr const char* Note = "a note of some length that is easily found";
    static constexpr base::Time CodeTime =
        base::Time(std::chrono::seconds(1'000'000'000)); ///< of codes

    VaultHome home;
    base::Bytes file;
    vault::Header header;
    std::size_t bodyStart = 0;

    DamagedVault()
    {
        auto created = home.create();
        std::array entries { entryOf("ACME", "alice"),
            entryOf("Bank", "bob", "a secret of its own.", otp::Hotp {}),
            entryOf("Mail", "carol", "another secret of it") };
        const auto ids = created.vault.add(entries);
        if (!ids
            || !created.vault.edit(ids->front(),
                { .note = QString::fromLatin1(Note), .tags = QStringList { QStringLiteral("w") } }))
            qFatal("cannot make the vault");
        load();
    }
    /// The plaintext, to find what is to be damaged.
    base::Bytes plain() const
    {
        const auto slot = vault::openSlots(header, passphrase("secret words"));
        const auto cbor = vault::decryptBody(*vault::parseVaultFile(file), slot->master.view());
        return { cbor->begin(), cbor->end() };
    }
    /// Flips a bit of the ciphertext under the first place among the accounts where this stands,
    /// `after` bytes on.
    void flip(std::string_view text, std::size_t after = 0, std::uint8_t bits = 1)
    {
        const base::Bytes whole = plain();
        const std::string_view key = "haccounts";
        const auto accounts = std::search(whole.begin(), whole.end(), key.begin(), key.end());
        const base::ByteView wanted = base::bytesOf(text); // char may have a sign
        const auto found = std::search(accounts, whole.end(), wanted.begin(), wanted.end());
        if (found == whole.end())
            qFatal("what is to be damaged is not there");
        const auto place = static_cast<std::size_t>(found - whole.begin());
        file[bodyStart + 4 + place + after] ^= bits;
    }
    /// Takes over what the vault's file is now.
    void load()
    {
        file = contentsOf(home.path());
        header = vault::parseVaultFile(file)->header;
        bodyStart = 56 + base::readU32(base::ByteView(file).subspan(12));
    }
    static vault::Id idOf(const vault::Vault& vault, const QString& name)
    {
        for (const vault::Account& account : vault.accounts()) {
            if (account.name == name)
                return account.id;
        }
        qFatal("no such account");
    }
    /// Gives alice everything that an account can have; what she is then.
    vault::Account enrich()
    {
        auto vault = home.open();
        const vault::Id id = idOf(*vault, QStringLiteral("alice"));
        otp::Entry entry = entryOf("ACME", "alice", "a later secret of her");
        entry.otherParameters.emplace_back("image", "picture");
        home.clock.time = base::fromUnixSeconds(GoldenTime + 100);
        const bool isReplaced = vault->replace(id, entry).has_value();
        home.clock.time = base::fromUnixSeconds(GoldenTime + 200);
        if (!isReplaced
            || !vault->edit(id,
                { .name = QStringLiteral("alice the second"),
                    .tags = QStringList {},
                    .pinned = true,
                    .picture = QByteArray("\x89PNG of alice") }))
            qFatal("cannot change the account");
        load();
        return *vault->find(id);
    }
    /// One more account, "pat", whose PIN is kept; its code at CodeTime.
    std::string addWithPin()
    {
        auto vault = home.open();
        otp::Entry entry = entryOf("Corp", "pat", "aabbccddeeff0011", otp::Motp {});
        entry.pin = std::move(*crypto::SecretBytes::copyOf(std::string_view("1234")));
        const auto ids = vault->add({ &entry, 1 });
        const auto code = ids ? vault->code(ids->front(), CodeTime) : ids.error();
        if (!code)
            qFatal("cannot add an account with a PIN");
        load();
        return code->text;
    }
    /// Flips a bit in what is sealed of the account with this name.
    void flipSealed(const QString& name, vault::SealedSecret vault::Account::*member)
    {
        const auto vault = home.open();
        const auto account = vault->find(idOf(*vault, name));
        const base::ByteView sealed = (*account).*member;
        flip(base::textOf(sealed), sealed.size() / 2);
    }
    base::Result<vault::Vault::Created> saveNew(const vault::Salvage& salvage)
    {
        return salvage.saveAs(home.folder() + "/new.countersign", passphrase("new words"),
            SmallCosts, home.services());
    }
    base::Result<vault::Salvage> read(std::string_view words = "secret words") const
    {
        home.write(file);
        return vault::Salvage::read(home.path(), passphrase(words));
    }
};

} // namespace support
