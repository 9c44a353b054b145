// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/okta/activation.h"
#include "core/push/okta/enrollment.h"

namespace push::okta {

/// Enrolling by an activation code, as the vendor's own app would: observed, not documented by the
/// vendor. The code's token is good once, so what the server gives back is saved before anybody is
/// told.
class Activating : public Procedure
{
    Q_OBJECT

public:
    Activating(Context& context, ActivationTicket ticket, ActivationRequest request);

    const push::Consent& consent() const override { return m_consent; }
    void start(const ActivationChoice& choice) override;

private:
    void askOrganisation();
    void askMethods();
    void takeMethods(const net::HttpResponse& response);
    void prepare();
    void enrol();
    void takeTrouble(const Trouble& trouble);
    void takeReply(const net::HttpResponse& response);
    base::Result<std::optional<otp::Entry>> codesOf(EnrolReply& reply) const;
    base::Result<net::Authorization> ticket() const;

    Context& m_context;
    ActivationTicket m_ticket;
    ActivationRequest m_request;
    ActivationChoice m_choice;
    push::Consent m_consent;
    Organisation m_organisation;
    Authenticator m_authenticator;
    NewRegistration m_registration;
};

} // namespace push::okta
