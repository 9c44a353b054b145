// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/client.h"

#include "core/base/origin.h"
#include "core/push/okta/activating.h"
#include "core/push/okta/answer_run.h"
#include "core/push/okta/poll_run.h"
#include "core/push/okta/removing.h"
#include "core/push/okta/updating.h"
#include "core/vault/registrations.h"

namespace push::okta {

namespace {

using base::Error;
using base::ErrorCode;

/// What an organisation calls this program, by an earlier registration there; empty: nobody knows.
std::string knownClient(vault::Vault* vault, const std::string& server)
{
    if (!vault)
        return {};
    for (const vault::PushRegistration& registration : vault::Registrations(*vault).all()) {
        if (registration.protocol != "okta" || registration.server != server)
            continue;
        const auto enrolment = readEnrolment(base::textOf(registration.details));
        if (enrolment && enrolment->family == Family::Documented)
            return enrolment->clientId;
    }
    return {};
}

} // namespace

Client::Client(Services& services, net::HttpClient& http, ClientSettings settings)
    : m_context(new Context { services, http, std::move(settings.facts),
        std::move(settings.donePage), KeySets(http, services.clock), AccessTokens(http, services) })
{ }

Client::~Client() = default;

bool Client::canActivate(std::string_view link) const
{
    const auto read = readLink(link);
    return read && std::holds_alternative<okta::Activation>(*read);
}

base::Result<std::unique_ptr<Procedure>> Client::activation(ActivationRequest request)
{
    if (!request.link.isEmpty()) {
        auto ticket = readTicket(request.link.text());
        if (!ticket)
            return ticket.error();
        request.link = {};
        return std::unique_ptr<Procedure>(
            std::make_unique<Activating>(*m_context, std::move(*ticket), std::move(request)));
    }
    const auto origin = base::originOf(request.server);
    if (!origin)
        return Error { ErrorCode::InvalidField, "organisation",
            { "server", request.server, "https://" } };
    request.server = *origin;
    if (request.client.empty())
        request.client = knownClient(m_context->services.vault(), request.server);
    if (request.client.empty())
        return Error { ErrorCode::MissingField, "organisation", { "client" } };
    return std::unique_ptr<Procedure>(std::make_unique<Enrollment>(*m_context, std::move(request)));
}

base::Result<std::unique_ptr<Procedure>> Client::removal(
    const vault::Id& registration, RemovalPlace place)
{
    vault::Vault* vault = m_context->services.vault();
    if (!vault)
        return Error { ErrorCode::Locked, "removing" };
    auto found = vault::Registrations(*vault).find(registration);
    if (!found)
        return Error { ErrorCode::NoMatch, "registration" };
    auto enrolment = readEnrolment(base::textOf(found->details));
    // What was never completed, or cannot be read, can be forgotten here all the same.
    if (!enrolment && place == RemovalPlace::Everywhere)
        return enrolment.error();
    return std::unique_ptr<Procedure>(std::make_unique<Removing>(
        *m_context, std::move(*found), enrolment ? std::move(*enrolment) : Enrolment {}, place));
}

ChangeOptions Client::changeOptions(const vault::PushRegistration& registration) const
{
    const auto enrolment = readEnrolment(base::textOf(registration.details));
    return enrolment ? changeOptionsOf(registration, *enrolment) : ChangeOptions {};
}

base::Result<std::unique_ptr<Procedure>> Client::change(
    const vault::Id& registration, RegistrationChange change)
{
    vault::Vault* vault = m_context->services.vault();
    if (!vault)
        return Error { ErrorCode::Locked, "changing" };
    auto found = vault::Registrations(*vault).find(registration);
    if (!found)
        return Error { ErrorCode::NoMatch, "registration" };
    auto enrolment = readEnrolment(base::textOf(found->details));
    if (!enrolment)
        return enrolment.error();
    const ChangeOptions options = changeOptionsOf(*found, *enrolment);
    const bool isOfTransactions = change.kind == ChangeKind::TakeTransactions
        || change.kind == ChangeKind::RefuseTransactions;
    if (!(isOfTransactions ? options.canChooseTransactions : options.canRenewVerification))
        return Error { ErrorCode::Unsupported, "change of a registration" };
    return std::unique_ptr<Procedure>(std::make_unique<Updating>(
        *m_context, std::move(*found), std::move(*enrolment), std::move(change)));
}

Call Client::poll(
    std::vector<vault::PushRegistration> registrations, std::function<void(PollResult)> done)
{
    auto run = std::make_unique<PollRun>(*m_context, std::move(registrations), std::move(done));
    PollRun* const started = run.get();
    // Later than this call, so that whoever is told has the run already.
    QMetaObject::invokeMethod(
        started, [started] { started->start(); }, Qt::QueuedConnection);
    return run;
}

Call Client::answer(
    const push::Challenge& challenge, Decision decision, std::function<void(AnswerOutcome)> done)
{
    auto run = std::make_unique<AnswerRun>(*m_context, challenge, std::move(done));
    run->start(std::move(decision));
    return run;
}

void Client::forget()
{
    m_context->tokens.forget();
}

} // namespace push::okta
