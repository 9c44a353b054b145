// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/removing.h"

#include "core/push/okta/standing.h"
#include "core/vault/registrations.h"

namespace push::okta {

namespace {

bool isDocumented(const Enrolment& enrolment)
{
    return enrolment.family == Family::Documented;
}

} // namespace

Removing::Removing(
    Context& context, vault::PushRegistration registration, Enrolment enrolment, RemovalPlace place)
    : m_context(context),
      m_registration(std::move(registration)),
      m_enrolment(std::move(enrolment)),
      m_place(place)
{
    m_consent.protocol = "okta";
    m_consent.server = m_registration.server;
    m_consent.isDocumented = isDocumented(m_enrolment);
    m_consent.isEncrypted = m_registration.server.starts_with("https:");
    m_consent.needsSignIn = place == RemovalPlace::Everywhere && isDocumented(m_enrolment);
}

void Removing::start(const ActivationChoice& /*choice*/)
{
    if (m_place == RemovalPlace::HereOnly)
        return removeHere();
    if (isDocumented(m_enrolment))
        return signIn();
    vault::Vault* vault = m_context.services.vault();
    const auto key = vault
        ? openPossessionKey(*vault, m_registration.id, m_enrolment)
        : base::Result<OpenKey>(base::Error { base::ErrorCode::Locked, "removing" });
    const auto stamp = stampAt(m_context.http, m_enrolment.organisation, m_context.services);
    if (!key || !stamp) {
        emit failed(key ? stamp.error() : key.error());
        return;
    }
    const auto token = updateToken(m_enrolment, key->signing(), *stamp);
    auto credential = token ? crypto::SecretBytes::copyOf(*token)
                            : base::Result<crypto::SecretBytes>(token.error());
    if (!credential) {
        emit failed(credential.error());
        return;
    }
    removeThere({ "SSWS", std::move(*credential) });
}

void Removing::signIn()
{
    emit phaseChanged(Phase::SigningIn);
    m_signIn = std::make_unique<SignIn>(m_context,
        SignInWish { m_enrolment.organisation, m_enrolment.alternate, m_enrolment.clientId,
            m_enrolment.authorizationServer, m_registration.trust, ManageScope },
        nullptr);
    connect(m_signIn.get(), &SignIn::addressReady, this, &Removing::signInWanted);
    connect(m_signIn.get(), &SignIn::failed, this, &Removing::failed);
    connect(m_signIn.get(), &SignIn::succeeded, this, [this](const AccessToken& token) {
        auto credential = token.token.clone();
        if (credential)
            removeThere({ "Bearer", std::move(*credential) });
        else
            emit failed(credential.error());
    });
    m_signIn->start();
}

void Removing::removeThere(net::Authorization authorization)
{
    emit phaseChanged(Phase::Removing);
    net::HttpRequest request = requestTo(
        net::Method::Delete, addressOf(m_enrolment), m_registration.trust, Wants::Versioned);
    request.authorization = std::move(authorization);
    m_context.http.send(std::move(request), this, [this](net::HttpClient::Outcome outcome) {
        const Reply reply = judged(std::move(outcome), m_context.services.clock.now());
        // Gone there already, or suspended: what was wished is done.
        if (!reply && !stateAfter(reply.error().meaning)) {
            emit failed(reply.error().error);
            return;
        }
        if (!reply)
            (void)noteMeaning(
                m_context.services, m_registration.id, m_enrolment, reply.error().meaning);
        removeHere();
    });
}

void Removing::removeHere()
{
    vault::Vault* vault = m_context.services.vault();
    const auto removed = vault
        ? vault::Registrations(*vault).remove(m_registration.id)
        : base::Result<void>(base::Error { base::ErrorCode::Locked, "removing" });
    if (!removed) {
        emit failed(removed.error());
        return;
    }
    m_context.tokens.drop(m_registration.id);
    m_context.services.vaultChanged();
    emit finished({ m_registration.id, m_registration.account });
}

} // namespace push::okta
