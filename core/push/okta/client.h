// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/okta/context.h"

namespace push::okta {

/// What the client is told once.
struct ClientSettings
{
    DeviceFacts facts;
    DonePage donePage;
};

/// Push of Okta: the documented interface for the apps of customers (link or typed organisation,
/// sign-in in the browser), and activation codes of the vendor's own app, which are not documented
/// by the vendor. We speak as ourselves in both.
class Client : public PushProtocol
{
public:
    /// The references outlive it.
    Client(Services& services, net::HttpClient& http, ClientSettings settings);
    ~Client() override;

    std::string_view name() const override { return "okta"; }
    bool canActivate(std::string_view link) const override;
    base::Result<std::unique_ptr<Procedure>> activation(ActivationRequest request) override;
    base::Result<std::unique_ptr<Procedure>> removal(
        const vault::Id& registration, RemovalPlace place) override;
    ChangeOptions changeOptions(const vault::PushRegistration& registration) const override;
    base::Result<std::unique_ptr<Procedure>> change(
        const vault::Id& registration, RegistrationChange change) override;
    Call poll(std::vector<vault::PushRegistration> registrations,
        std::function<void(PollResult)> done) override;
    Call answer(const push::Challenge& challenge, Decision decision,
        std::function<void(AnswerOutcome)> done) override;
    void forget() override;

private:
    std::unique_ptr<Context> m_context;
};

} // namespace push::okta
