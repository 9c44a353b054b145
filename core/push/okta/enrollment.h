// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/okta/discovery.h"
#include "core/push/okta/new_registration.h"
#include "core/push/okta/sign_in.h"

namespace push::okta {

/// Accounts in use of this issuer and name.
std::vector<vault::Id> accountsNamed(
    vault::Vault* vault, const QString& issuer, const QString& name);
/// Why an enrolment was refused: what the user can do something about in words of its own.
base::Error enrolmentError(const Trouble& trouble);

/// Whether the account that a new registration is to take over answers for another user already. A
/// user of the same name is the same one, whom the organisation has made anew.
bool isSomebodyElses(Services& services, const vault::Id& account, const EnrolReply& reply);
/// The registrations that a new one of this account takes the place of; they are forgotten here.
void forgetReplaced(Services& services, const vault::Id& account, const vault::Id& keeps);

/// Enrolling with the vendor's documented interface for the apps of its customers: what the
/// organisation offers, a sign-in in the browser, new keys, the enrolment. Nothing is saved before
/// the sign-in has succeeded. Who has signed in is known only when the keys are registered: where
/// it is not the user of the account that was to be replaced, that one stays as it is, and what is
/// finished is another account.
class Enrollment : public Procedure
{
    Q_OBJECT

public:
    Enrollment(Context& context, ActivationRequest request);

    const push::Consent& consent() const override { return m_consent; }
    void start(const ActivationChoice& choice) override;

private:
    using Next = void (Enrollment::*)(const net::HttpResponse&);

    void get(const std::string& path, Wants wants, Next next);
    void takeOrganisation(const net::HttpResponse& response);
    void takeConfiguration(const net::HttpResponse& response);
    void signIn();
    void prepare(const AccessToken& token);
    void enrol();
    void takeTrouble(const Trouble& trouble);
    void takeReply(const net::HttpResponse& response);
    void fail(const base::Error& error);

    Context& m_context;
    ActivationRequest m_request;
    ActivationChoice m_choice;
    push::Consent m_consent;
    Organisation m_organisation;
    Authenticator m_authenticator;
    std::unique_ptr<SignIn> m_signIn;
    crypto::SecretBytes m_token; ///< of the user; gone when this is
    NewRegistration m_registration;
};

} // namespace push::okta
