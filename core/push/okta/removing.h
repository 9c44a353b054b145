// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/okta/sign_in.h"

namespace push::okta {

/// Takes a registration back: at the organisation, which wants a sign-in for it where that is
/// documented, and then here; or here alone.
class Removing : public Procedure
{
    Q_OBJECT

public:
    Removing(Context& context, vault::PushRegistration registration, Enrolment enrolment,
        RemovalPlace place);

    const push::Consent& consent() const override { return m_consent; }
    void start(const ActivationChoice& choice) override;

private:
    void signIn();
    void removeThere(net::Authorization authorization);
    void removeHere();

    Context& m_context;
    vault::PushRegistration m_registration;
    Enrolment m_enrolment;
    RemovalPlace m_place;
    push::Consent m_consent;
    std::unique_ptr<SignIn> m_signIn;
};

} // namespace push::okta
