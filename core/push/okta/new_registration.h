// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/okta/client_tokens.h"
#include "core/push/okta/context.h"
#include "core/push/okta/enroll_messages.h"
#include "core/push/okta/new_key.h"
#include "core/vault/registrations.h"

namespace push::okta {

/// A computer that an organisation knows already, by an earlier enrolment of this vault.
struct KnownInstance
{
    vault::Id registration;
    Enrolment enrolment; ///< the earlier one
    crypto::SecretBytes key; ///< of the client instance
};

/// The new keys of one enrolment. They are saved in the vault before the server sees their public
/// halves, so that no crash can leave an enrolment that nobody can answer for.
class NewRegistration
{
public:
    /// What is to be registered, before the server is asked.
    struct Wish
    {
        std::variant<vault::NewAccount, vault::Id> account;
        std::string server;
        vault::PushTrust trust;
        Enrolment enrolment; ///< as far as it is known
        const vault::Verification* verification = nullptr; ///< null: no key that asks for one
    };

    explicit NewRegistration(Context& context) : m_context(context) { }

    /// Makes the keys and saves them: the registration is pending. A computer that the organisation
    /// knows keeps its client-instance key.
    base::Result<void> begin(Wish wish);
    /// The organisation no longer knows this computer: once more as a new one, with the same keys
    /// of the method.
    base::Result<void> beginAnew();
    bool isKnownDevice() const { return m_known.has_value(); }
    /// The server said something of this computer as a whole, which concerns the earlier enrolments
    /// by which it is known.
    void noteOfDevice(const FaultMeaning& meaning);

    /// Once the server has said yes: the account stays as it was, and the registration is given one
    /// of its own. Where that cannot be saved it stays with the other.
    void giveOwnAccount(const vault::NewAccount& account);
    /// What the server shows of itself while it says yes.
    void remember(const std::optional<net::Peer>& peer);
    /// What the keys have to say in an enrolment.
    base::Result<EnrolRequest> request(const std::string& authenticator) const;

    /// The server said yes. With a secret the account shows codes from then on.
    base::Result<void> complete(const EnrolReply& reply, const std::optional<otp::Entry>& codes);
    /// The server said no: the keys go.
    void withdraw();

    const vault::Id& id() const { return m_id; }
    vault::Id account() const;
    const Enrolment& enrolment() const { return m_wish.enrolment; }

private:
    base::Result<void> makeKeys();
    base::Result<void> save();
    std::optional<KnownInstance> findKnown() const;

    Context& m_context;
    Wish m_wish;
    std::optional<KnownInstance> m_known;
    std::optional<NewKey> m_client; ///< absent for a known device
    std::optional<NewKey> m_possession;
    std::optional<NewKey> m_verification;
    vault::Id m_id;
};

} // namespace push::okta
