// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/push_registration.h"
#include "core/vault/vault.h"

namespace vault {

/// An account that begins as nothing but a registration.
struct NewAccount
{
    QString issuer;
    QString name;
};

/// What is known of a registration before the server is asked for it.
struct NewRegistration
{
    std::string protocol;
    std::string server; ///< origin
    PushTrust trust = {};
    base::Bytes details = {};
    std::map<std::string, crypto::SecretBytes> secrets = {}; ///< open while the vault is unlocked
    std::map<std::string, crypto::SecretBytes> verifiedSecrets = {}; ///< open when verified
};

/// What the server tells later. Absent members stay.
struct RegistrationEdit
{
    std::optional<RegistrationState> state = {};
    std::optional<base::Bytes> details = {};
    std::vector<std::string> forgotten = {}; ///< roles of secrets that go
};

/// The push registrations of an open vault. Made for the moment: it must not outlive the vault.
/// Every change is saved before the call returns, as those of Vault are, and none can be undone.
/// Where a call takes an id it answers NoMatch if there is no such registration.
class Registrations
{
public:
    explicit Registrations(Vault& vault) : m_vault(vault) { }

    /// Of accounts in use, in the order they were begun. The trash pauses a registration: its
    /// secrets stay closed, and it is found by ofTrashed() alone.
    std::vector<PushRegistration> all() const;
    std::vector<PushRegistration> ofAccount(const Id& account) const;
    std::vector<PushRegistration> ofTrashed(const Id& account) const;
    std::optional<PushRegistration> find(const Id& id) const;

    /// Whether this installation is the one that answers; two must not race. False after a restore
    /// and in a synchronised vault, until confirmHere().
    bool answersHere(const PushRegistration& registration) const;

    /// Saves the keys before the server sees them, so that no enrolment is lost: the registration
    /// is Pending. `verification` is needed where there are verified secrets (VerificationFailed).
    /// InvalidField, TooLarge, MissingField ("protocol", "server").
    base::Result<Id> begin(const std::variant<NewAccount, Id>& account,
        const NewRegistration& registration, const Verification* verification = nullptr);
    /// The server said yes: Active, with what it told. With an entry the account is given its
    /// credential in the same save; one it had becomes an older version. Names stay as they are.
    base::Result<void> complete(
        const Id& id, const base::Bytes& details, const std::optional<otp::Entry>& entry = {});
    /// Saves nothing where that is known already, so that programs which learn the same do not
    /// outdo each other.
    base::Result<void> update(const Id& id, const RegistrationEdit& edit);
    /// The same state for several in one save; those that are not there are passed over.
    base::Result<void> setState(const std::vector<Id>& ids, RegistrationState state);
    base::Result<void> changeTrust(
        const Id& id, const PushTrust& trust, const Verification& verification);
    /// This installation answers from now on, the other one no longer.
    base::Result<void> confirmHere(const Id& id, const Verification& verification);
    /// Forgets the keys. An account that had nothing else goes to the trash.
    base::Result<void> remove(const Id& id);

    /// A secret that opens while the vault is unlocked. NoMatch if there is none of this role;
    /// VerificationFailed if it is one of the others, or another installation answers.
    base::Result<crypto::SecretBytes> secret(const Id& id, const std::string& role) const;
    /// A secret that only a verification opens. It is used up: what was typed is good for one
    /// answer.
    base::Result<crypto::SecretBytes> secret(
        const Id& id, const std::string& role, Verification verification) const;
    /// Puts a verified secret in the place of what had this role, and edits in the same save: what
    /// the protocol notes of a key must never be of another one.
    base::Result<void> addVerified(const Id& id, const std::string& role,
        const crypto::SecretBytes& secret, const Verification& verification,
        const RegistrationEdit& edit = {});

private:
    base::Result<PushRegistration> sealed(
        const NewRegistration& registration, const Verification* verification) const;
    base::Result<crypto::SecretBytes> verifiedSealKey(const Verification& verification) const;
    base::Result<const PushRegistration*> inUse(const Id& id) const;
    base::Result<SealedSecret> sealedOf(const Id& id, const std::string& role) const;

    Vault& m_vault;
};

} // namespace vault
