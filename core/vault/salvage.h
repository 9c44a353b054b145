// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/push_registration.h"
#include "core/vault/vault.h"

#include <map>
#include <memory>

namespace vault {

struct SealKeys;

/// An account as far as it could be read from a damaged file. Nothing of it but the secrets that
/// are said to be intact is vouched for by anything.
struct SalvagedAccount
{
    Account account; ///< its secrets are sealed with the keys of the damaged file
    /// Its own tag verifies: the secret is as it was saved. Without codes: a key for signing in.
    bool hasSecret = false;
    bool hasPin = false; ///< the same of a PIN that is kept
    bool isAltered = false; ///< something of it is visibly damaged or lost
    std::size_t lostVersions = 0; ///< older ones, of those that its history still holds
    std::vector<PushRegistration> registrations = {}; ///< with an intact key
};

/// The accounts in the plaintext of a body, damaged as it may be, whose secrets this key opens. One
/// of each id. Reads what cannot be trusted and answers in time and memory that go with its size.
std::vector<SalvagedAccount> salvageAccounts(base::ByteView plaintext, base::ByteView sealKey);

/// Adds the push registrations that can be read as a whole and have a key which opens, each to its
/// account; one whose account was not found gets an account named by its server.
void salvageRegistrations(
    std::vector<SalvagedAccount>& accounts, base::ByteView plaintext, const SealKeys& keys);

/// The checklist of moves, as far as its entries can be read as a whole. Nothing vouches for them;
/// they hold no secret.
std::vector<MoveEntry> salvageMoves(base::ByteView plaintext);

/// The pictures of accounts that are as they were saved, which their ids prove.
std::map<PictureId, QByteArray> salvagePictures(base::ByteView plaintext);

/// What a new vault takes over of them, sealed as they are: the accounts whose secrets are intact,
/// with all that could be read, and the checklist. Nothing is dated later than `now`, what lies in
/// the trash lies there from now on, and older versions of what counts have counters of their own.
/// Registrations pause until somebody has confirmed them: nothing vouches for what stands beside
/// their keys.
Body salvagedBody(const std::vector<SalvagedAccount>& accounts, const std::vector<MoveEntry>& moves,
    base::Time now);

/// What can be read of a vault file whose tag fails, on request: the one place that looks at what
/// was decrypted before its tag was verified. It writes nothing but a new vault.
class Salvage
{
public:
    Salvage(Salvage&&) noexcept;
    Salvage& operator=(Salvage&&) noexcept;
    ~Salvage();

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
    Salvage(
        std::vector<SalvagedAccount> accounts, std::size_t stated, std::unique_ptr<SealKeys> keys);
    std::vector<SalvagedAccount> m_accounts;
    std::vector<MoveEntry> m_moves;
    std::map<PictureId, QByteArray> m_pictures;
    std::size_t m_stated = 0; ///< accounts, by the file's own word
    std::unique_ptr<SealKeys> m_keys; ///< of the damaged file
};

} // namespace vault
