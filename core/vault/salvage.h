// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/vault.h"

namespace vault {

/// An account as far as it could be read from a damaged file. Nothing of it but the secrets that
/// are said to be intact is vouched for by anything.
struct SalvagedAccount
{
    Account account; ///< its secrets are sealed with the keys of the damaged file
    bool hasSecret = false; ///< its own tag verifies: the secret is as it was saved
    bool hasPin = false; ///< the same of a PIN that is kept
    bool isAltered = false; ///< something of it is visibly damaged or lost
};

/// The accounts in the plaintext of a body, damaged as it may be, whose secrets this key opens. One
/// of each id. Reads what cannot be trusted and answers in time and memory that go with its size.
std::vector<SalvagedAccount> salvageAccounts(base::ByteView plaintext, base::ByteView sealKey);

/// What can be read of a vault file whose tag fails, on request: the one place that looks at what
/// was decrypted before its tag was verified. It writes nothing but a new vault.
class Salvage
{
public:
    /// Takes as long as opening the vault. WrongPassphrase; Damaged if the header is, or nothing
    /// can be read; VaultMissing, CannotRead.
    static base::Result<Salvage> read(const std::string& path, const Opener& opener);

    const std::vector<SalvagedAccount>& accounts() const { return m_accounts; }
    std::size_t intact() const; ///< accounts whose secret is

    /// A new vault (VaultExists) of the accounts whose secrets are intact, with issuer, name, note
    /// and tags as they could be read.
    base::Result<Vault::Created> saveAs(const std::string& path, const Passphrase& passphrase,
        const crypto::Argon2Costs& costs, const Services& services) const;

private:
    Salvage(std::vector<SalvagedAccount> accounts, crypto::SecretBytes sealKey);
    std::vector<SalvagedAccount> m_accounts;
    crypto::SecretBytes m_sealKey;
};

} // namespace vault
