// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/okta/new_key.h"
#include "core/push/okta/sign_in.h"

namespace push::okta {

/// Changes one thing of an enrolment by the documented interface: its key for verified answers,
/// which wants a sign-in, or whether it takes transactions, which the registration may say itself.
/// A new key counts here when the server has taken it, and an old one goes when the server has let
/// it go.
class Updating : public Procedure
{
    Q_OBJECT

public:
    Updating(Context& context, vault::PushRegistration registration, Enrolment enrolment,
        RegistrationChange change);

    const push::Consent& consent() const override { return m_consent; }
    void start(const ActivationChoice& choice) override;

private:
    bool isOfVerification() const;
    void signIn();
    void authorize();
    void send(net::Authorization authorization);
    base::Result<std::string> body();
    void take();
    void takeTrouble(const Trouble& trouble);
    base::Result<void> save();
    void takeBack(const base::Error& error);

    Context& m_context;
    vault::PushRegistration m_registration;
    Enrolment m_enrolment;
    RegistrationChange m_change;
    push::Consent m_consent;
    std::unique_ptr<SignIn> m_signIn;
    crypto::SecretBytes m_token; ///< of the sign-in
    std::optional<NewKey> m_key;
    bool m_isSecondToken = false; ///< the first was not taken
};

/// What updating can change of a registration.
ChangeOptions changeOptionsOf(
    const vault::PushRegistration& registration, const Enrolment& enrolment);

} // namespace push::okta
