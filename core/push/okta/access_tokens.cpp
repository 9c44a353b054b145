// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/access_tokens.h"

#include "core/vault/registrations.h"

namespace push::okta {

namespace {

base::Result<net::Authorization> authorization(
    std::string scheme, const base::Result<crypto::SecretBytes>& credential)
{
    if (!credential)
        return credential.error();
    auto copy = credential->clone();
    if (!copy)
        return copy.error();
    return net::Authorization { std::move(scheme), std::move(*copy) };
}

} // namespace

base::Result<OpenKey> openPossessionKey(
    vault::Vault& vault, const vault::Id& registration, const Enrolment& enrolment)
{
    auto bytes = vault::Registrations(vault).secret(registration, role::Possession);
    if (!bytes)
        return bytes.error();
    return OpenKey { std::move(*bytes), enrolment.possessionKeyId, enrolment.keyKind };
}

void AccessTokens::get(const vault::PushRegistration& registration, const Enrolment& enrolment,
    QObject* context, Done done)
{
    const auto tell = [&done](base::Result<net::Authorization> result) {
        if (result)
            done(std::move(*result));
        else
            done(Trouble { result.error() });
    };
    if (enrolment.clientId.empty())
        return tell(selfSigned(registration, enrolment));
    const auto kept = m_tokens.find(registration.id);
    if (kept != m_tokens.end() && kept->second.renewal
        && m_services.clock.now() < *kept->second.renewal)
        return tell(authorization("Bearer", kept->second.token.clone()));
    const auto body = requestBody(registration, enrolment);
    if (!body)
        return tell(body.error());
    net::HttpRequest request = requestTo(net::Method::Post,
        enrolment.organisation + "/oauth2/v1/token", registration.trust, Wants::Plain);
    addBody(request, *body, "application/x-www-form-urlencoded");
    m_http.send(std::move(request), context,
        [this, id = registration.id, done = std::move(done)](net::HttpClient::Outcome outcome) {
            const Reply reply = judged(std::move(outcome), m_services.clock.now());
            if (!reply)
                return done(reply.error());
            auto token = keep(id, reply->text());
            if (!token)
                return done(Trouble { token.error() });
            done(std::move(*token));
        });
}

base::Result<net::Authorization> AccessTokens::selfSigned(
    const vault::PushRegistration& registration, const Enrolment& enrolment)
{
    vault::Vault* vault = m_services.vault();
    if (!vault)
        return base::Error { base::ErrorCode::Locked, "signing for a list" };
    const auto key = openPossessionKey(*vault, registration.id, enrolment);
    if (!key)
        return key.error();
    const auto stamp = stampAt(m_http, enrolment.organisation, m_services);
    if (!stamp)
        return stamp.error();
    const auto token = updateToken(enrolment, key->signing(), *stamp);
    if (!token)
        return token.error();
    return authorization("SSWS", crypto::SecretBytes::copyOf(*token));
}

base::Result<std::string> AccessTokens::requestBody(
    const vault::PushRegistration& registration, const Enrolment& enrolment)
{
    vault::Vault* vault = m_services.vault();
    if (!vault)
        return base::Error { base::ErrorCode::Locked, "asking for a token" };
    const auto key = openPossessionKey(*vault, registration.id, enrolment);
    if (!key)
        return key.error();
    const auto stamp = stampAt(m_http, enrolment.organisation, m_services);
    if (!stamp)
        return stamp.error();
    return maintenanceRequest(enrolment, { MaintenanceScope::Read }, key->signing(), *stamp);
}

base::Result<net::Authorization> AccessTokens::keep(
    const vault::Id& registration, std::string_view body)
{
    auto token = readAccessToken(body);
    if (!token)
        return token.error();
    const auto renewal = renewalOf(*token, m_services.clock.now());
    Kept& kept = m_tokens[registration];
    kept.token = std::move(token->token);
    kept.renewal = renewal;
    return authorization("Bearer", kept.token.clone());
}

} // namespace push::okta
