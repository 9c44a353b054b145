// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/enrollment.h"

#include "core/base/percent.h"
#include "core/vault/registrations.h"

#include <QUrl>

#include <algorithm>

namespace push::okta {

namespace {

using base::Error;
using base::ErrorCode;

QString hostOf(const std::string& origin)
{
    return QUrl(QString::fromStdString(origin)).host();
}

/// Accounts in use of which the one that will sign in at this server may be one.
std::vector<vault::Id> accountsAt(
    vault::Vault* vault, const std::string& server, const QString& issuer)
{
    std::vector<vault::Id> ids;
    if (!vault)
        return ids;
    const vault::Registrations registrations(*vault);
    for (const vault::Account& account : vault->accounts()) {
        const auto own = registrations.ofAccount(account.id);
        const bool isThere = std::ranges::any_of(
            own, [&server](const auto& registration) { return registration.server == server; });
        if (isThere || account.issuer == issuer)
            ids.push_back(account.id);
    }
    return ids;
}

/// What cannot be met here is told before anything is sent that would be refused.
base::Result<void> checkPolicy(const Authenticator& authenticator, bool hasVerification)
{
    if (!authenticator.push)
        return Error { ErrorCode::Unsupported, "no push", { "push" } };
    if (authenticator.push->wantsHardwareKeys)
        return Error { ErrorCode::Unsupported, "hardware keys", { "hardware-keys" } };
    if (authenticator.requiresVerification && !hasVerification)
        return Error { ErrorCode::VerificationFailed, "the organisation asks for it" };
    return {};
}

} // namespace

std::vector<vault::Id> accountsNamed(
    vault::Vault* vault, const QString& issuer, const QString& name)
{
    std::vector<vault::Id> ids;
    if (!vault || name.isEmpty())
        return ids;
    for (const vault::Account& account : vault->accounts()) {
        if (account.issuer == issuer && account.name == name)
            ids.push_back(account.id);
    }
    return ids;
}

base::Error enrolmentError(const Trouble& trouble)
{
    switch (trouble.meaning.advice) {
    case Advice::EnrolVerificationKey:
        return { ErrorCode::VerificationFailed, "the organisation asks for it" };
    case Advice::NeedsCertifiedKeys:
        return { ErrorCode::Unsupported, "certified keys", { "certified-keys" } };
    case Advice::DeleteOtherEnrolment:
        return { ErrorCode::Unsupported, "active already", { "registered-already" } };
    default:
        return trouble.error;
    }
}

bool isSomebodyElses(Services& services, const vault::Id& account, const EnrolReply& reply)
{
    vault::Vault* vault = services.vault();
    if (!vault)
        return false;
    const auto isOfAnother = [&reply](const vault::PushRegistration& registration) {
        if (registration.protocol != "okta")
            return false;
        const auto enrolment = readEnrolment(base::textOf(registration.details));
        if (!enrolment || enrolment->userId.empty() || enrolment->userId == reply.userId)
            return false;
        return reply.userName.isEmpty() || enrolment->userName != reply.userName;
    };
    return std::ranges::any_of(vault::Registrations(*vault).ofAccount(account), isOfAnother);
}

void forgetReplaced(Services& services, const vault::Id& account, const vault::Id& keeps)
{
    vault::Vault* vault = services.vault();
    if (!vault)
        return;
    vault::Registrations registrations(*vault);
    for (const vault::PushRegistration& old : registrations.ofAccount(account)) {
        // What cannot be removed now can be removed by hand.
        if (old.id != keeps && registrations.remove(old.id))
            services.vaultChanged();
    }
}

Enrollment::Enrollment(Context& context, ActivationRequest request)
    : m_context(context),
      m_request(std::move(request)),
      m_registration(context)
{
    m_consent.protocol = "okta";
    m_consent.server = m_request.server;
    m_consent.issuer = hostOf(m_request.server);
    m_consent.isEncrypted = m_request.server.starts_with("https:");
    m_consent.needsSignIn = true;
    m_consent.sameName = accountsAt(context.services.vault(), m_consent.server, m_consent.issuer);
}

void Enrollment::start(const ActivationChoice& choice)
{
    m_choice = choice;
    emit phaseChanged(Phase::Asking);
    get("/.well-known/okta-organization", Wants::Plain, &Enrollment::takeOrganisation);
}

void Enrollment::get(const std::string& path, Wants wants, Next next)
{
    net::HttpRequest request =
        requestTo(net::Method::Get, m_request.server + path, m_request.trust, wants);
    request.limits.time = std::chrono::seconds(5);
    m_context.http.send(std::move(request), this, [this, next](net::HttpClient::Outcome outcome) {
        const Reply reply = judged(std::move(outcome), m_context.services.clock.now());
        if (reply)
            (this->*next)(*reply);
        else
            fail(reply.error().error);
    });
}

void Enrollment::takeOrganisation(const net::HttpResponse& response)
{
    auto organisation = readOrganisation(response.text());
    if (!organisation)
        return fail(organisation.error());
    if (organisation->pipeline == Pipeline::Classic)
        return fail({ ErrorCode::Unsupported, "pipeline", { "okta-classic" } });
    m_organisation = std::move(*organisation);
    get("/.well-known/app-authenticator-configuration?oauthClientId="
            + base::percentEncoded(m_request.client),
        Wants::Versioned, &Enrollment::takeConfiguration);
}

void Enrollment::takeConfiguration(const net::HttpResponse& response)
{
    auto authenticator = readConfiguration(response.text());
    if (!authenticator)
        return fail(authenticator.error());
    m_authenticator = std::move(*authenticator);
    if (!m_authenticator.organisationId.empty()
        && m_authenticator.organisationId != m_organisation.id)
        return fail({ ErrorCode::NotUnderstood, "another organisation's configuration",
            { hostOf(m_request.server).toStdString() } });
    if (const auto checked = checkPolicy(m_authenticator, m_request.verification.has_value());
        !checked)
        return fail(checked.error());
    signIn();
}

void Enrollment::signIn()
{
    emit phaseChanged(Phase::SigningIn);
    m_signIn = std::make_unique<SignIn>(m_context,
        SignInWish { m_request.server, otherOrigin(m_organisation, m_request.server),
            m_request.client, m_request.authorizationServer, m_request.trust, ManageScope },
        nullptr);
    connect(m_signIn.get(), &SignIn::addressReady, this, &Enrollment::signInWanted);
    connect(m_signIn.get(), &SignIn::failed, this, &Enrollment::fail);
    connect(m_signIn.get(), &SignIn::succeeded, this, &Enrollment::prepare);
    m_signIn->start();
}

void Enrollment::prepare(const AccessToken& token)
{
    auto kept = token.token.clone();
    if (!kept)
        return fail(kept.error());
    m_token = std::move(*kept);
    emit phaseChanged(Phase::Saving);
    Enrolment enrolment;
    enrolment.family = Family::Documented;
    enrolment.organisation = m_request.server;
    enrolment.alternate = otherOrigin(m_organisation, m_request.server);
    enrolment.organisationId = m_organisation.id;
    enrolment.clientId = m_request.client;
    enrolment.authorizationServer = m_request.authorizationServer;
    enrolment.authenticatorId = m_authenticator.id;
    enrolment.keyKind = keyKindFor(m_authenticator);
    enrolment.hasCiba = m_authenticator.push->hasCiba;
    enrolment.numberAnswer = m_authenticator.numberAnswer;
    std::variant<vault::NewAccount, vault::Id> account =
        vault::NewAccount { m_consent.issuer, m_authenticator.name };
    if (m_choice.replaces)
        account = *m_choice.replaces;
    const auto begun = m_registration.begin({ std::move(account), m_request.server, m_request.trust,
        std::move(enrolment), m_request.verification ? &*m_request.verification : nullptr });
    if (!begun)
        return fail(begun.error());
    enrol();
}

void Enrollment::enrol()
{
    const auto wish = m_registration.request(m_authenticator.id);
    auto credential = m_token.clone();
    if (!wish || !credential) {
        m_registration.withdraw();
        return fail(wish ? credential.error() : wish.error());
    }
    emit phaseChanged(Phase::Registering);
    net::HttpRequest request = requestTo(net::Method::Post,
        enrolAddress(m_authenticator, m_request.server), m_request.trust, Wants::Versioned);
    request.authorization = { "Bearer", std::move(*credential) };
    addBody(request, enrolBody(*wish), "application/json");
    m_context.http.send(std::move(request), this, [this](net::HttpClient::Outcome outcome) {
        const Reply reply = judged(std::move(outcome), m_context.services.clock.now());
        if (reply)
            takeReply(*reply);
        else
            takeTrouble(reply.error());
    });
}

void Enrollment::takeTrouble(const Trouble& trouble)
{
    m_registration.noteOfDevice(trouble.meaning);
    // The organisation has forgotten this computer: once more, as a new one.
    const bool isForgotten = trouble.meaning.advice == Advice::EnrolDeviceAgain
        || trouble.meaning.advice == Advice::NewToken;
    if (m_registration.isKnownDevice() && isForgotten) {
        if (const auto begun = m_registration.beginAnew(); !begun)
            return fail(begun.error());
        return enrol();
    }
    // Where nobody knows whether the server has enrolled the keys, they stay: pending.
    if (trouble.status != 0 || !trouble.mayHaveArrived)
        m_registration.withdraw();
    fail(enrolmentError(trouble));
}

void Enrollment::takeReply(const net::HttpResponse& response)
{
    const auto reply = readEnrolReply(response.text());
    if (!reply)
        return fail(reply.error());
    const bool isOther =
        m_choice.replaces && isSomebodyElses(m_context.services, *m_choice.replaces, *reply);
    if (isOther)
        m_registration.giveOwnAccount({ m_consent.issuer, m_authenticator.name });
    m_registration.remember(response.peer);
    if (const auto completed = m_registration.complete(*reply, {}); !completed)
        return fail(completed.error());
    const vault::Id account = m_registration.account();
    vault::Vault* vault = m_context.services.vault();
    if (m_choice.replaces && !isOther) {
        forgetReplaced(m_context.services, account, m_registration.id());
    } else if (vault && !reply->userName.isEmpty() && account != m_choice.replaces) {
        // The name alone: where it cannot be saved the account has the authenticator's.
        if (vault->edit(account, { .name = reply->userName }))
            m_context.services.vaultChanged();
    }
    emit finished({ m_registration.id(), account });
}

void Enrollment::fail(const Error& error)
{
    emit failed(error);
}

} // namespace push::okta
