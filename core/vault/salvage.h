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
    std::size_t lostVersions = 0; ///< older ones, of those that its history still holds
};

/// The accounts in the plaintext of a body, damaged as it may be, whose secrets this key opens. One
/// of each id. Reads what cannot be trusted and answers in time and memory that go with its size.
std::vector<SalvagedAccount> salvageAccounts(base::ByteView plaintext, base::ByteView sealKey);

/// What a new vault takes over of them, sealed as they are: the accounts whose secrets are intact,
/// with all that could be read. Nothing is dated later than `now`, what lies in the trash lies
/// there from now on, and older versions of what counts have counters of their own.
Body salvagedBody(const std::vector<SalvagedAccount>& accounts, base::Time now);

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
    /// Accounts that the file says it has and that were not found; 0 where it does not say.
    std::size_t missing() const;

    /// A new vault (VaultExists) with keys of its own, of the accounts whose secrets are intact and
    /// all that could be read of them: see salvagedBody(). Counters are said to be maybe behind.
    /// NothingToDo if no secret is intact.
    base::Result<Vault::Created> saveAs(const std::string& path, const Passphrase& passphrase,
        const crypto::Argon2Costs& costs, const Services& services) const;

private:
    Salvage(std::vector<SalvagedAccount> accounts, std::size_t stated, crypto::SecretBytes sealKey);
    std::vector<SalvagedAccount> m_accounts;
    std::size_t m_stated = 0; ///< accounts, by the file's own word
    crypto::SecretBytes m_sealKey;
};

} // namespace vault
