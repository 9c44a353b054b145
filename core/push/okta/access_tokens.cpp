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

void AccessTokens::get(const Wish& wish, QObject* context, Done done)
{
    const Enrolment& enrolment = wish.enrolment;
    const Key key { wish.registration.id, wish.scope };
    const auto tell = [&done](base::Result<net::Authorization> result) {
        if (result)
            done(std::move(*result));
        else
            done(Trouble { result.error() });
    };
    if (enrolment.clientId.empty())
        return tell(selfSigned(wish));
    const auto kept = m_tokens.find(key);
    if (kept != m_tokens.end() && kept->second.renewal
        && m_services.clock.now() < *kept->second.renewal)
        return tell(authorization("Bearer", kept->second.token.clone()));
    const auto body = requestBody(wish);
    if (!body)
        return tell(body.error());
    net::HttpRequest request = requestTo(net::Method::Post,
        enrolment.organisation + "/oauth2/v1/token", wish.registration.trust, Wants::Plain);
    addBody(request, *body, "application/x-www-form-urlencoded");
    m_http.send(std::move(request), context,
        [this, key, done = std::move(done)](net::HttpClient::Outcome outcome) {
            const Reply reply = judged(std::move(outcome), m_services.clock.now());
            if (!reply)
                return done(reply.error());
            auto token = keep(key, reply->text());
            if (!token)
                return done(Trouble { token.error() });
            done(std::move(*token));
        });
}

void AccessTokens::drop(const vault::Id& registration)
{
    std::erase_if(
        m_tokens, [&registration](const auto& kept) { return kept.first.first == registration; });
}

base::Result<net::Authorization> AccessTokens::selfSigned(const Wish& wish)
{
    vault::Vault* vault = m_services.vault();
    if (!vault)
        return base::Error { base::ErrorCode::Locked, "signing for a list" };
    const auto key = openPossessionKey(*vault, wish.registration.id, wish.enrolment);
    if (!key)
        return key.error();
    const auto stamp = stampAt(m_http, wish.enrolment.organisation, m_services);
    if (!stamp)
        return stamp.error();
    const auto token = updateToken(wish.enrolment, key->signing(), *stamp);
    if (!token)
        return token.error();
    return authorization("SSWS", crypto::SecretBytes::copyOf(*token));
}

base::Result<std::string> AccessTokens::requestBody(const Wish& wish)
{
    vault::Vault* vault = m_services.vault();
    if (!vault)
        return base::Error { base::ErrorCode::Locked, "asking for a token" };
    const auto key = openPossessionKey(*vault, wish.registration.id, wish.enrolment);
    if (!key)
        return key.error();
    const auto stamp = stampAt(m_http, wish.enrolment.organisation, m_services);
    if (!stamp)
        return stamp.error();
    return maintenanceRequest(wish.enrolment, { wish.scope }, key->signing(), *stamp);
}

base::Result<net::Authorization> AccessTokens::keep(const Key& key, std::string_view body)
{
    auto token = readAccessToken(body);
    if (!token)
        return token.error();
    const auto renewal = renewalOf(*token, m_services.clock.now());
    Kept& kept = m_tokens[key];
    kept.token = std::move(token->token);
    kept.renewal = renewal;
    return authorization("Bearer", kept.token.clone());
}

} // namespace push::okta
