// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/client_tokens.h"

#include "core/base/percent.h"
#include "core/push/okta/members.h"

#include <algorithm>

namespace push::okta {

namespace {

namespace json = base::json;

constexpr const char* UpdateType = "okta-enrollmentupdate+jwt";
constexpr const char* AssertionType = "JWT";
constexpr const char* AssertionIssuer = "urn:okta:devices:app:authenticator";
constexpr const char* AssertionGrant = "urn:ietf:params:oauth:grant-type:jwt-bearer";
constexpr std::int64_t LongestLifetime = 366LL * 24 * 60 * 60; ///< seconds; beyond it is no time

std::string scopeName(MaintenanceScope scope)
{
    return scope == MaintenanceScope::Read ? "okta.myAccount.appAuthenticator.maintenance.read"
                                           : "okta.myAccount.appAuthenticator.maintenance.manage";
}

} // namespace

base::Result<std::string> updateToken(
    const Enrolment& enrolment, const SigningKey& key, const TokenStamp& stamp)
{
    json::Writer claims =
        beginClaims({ enrolment.id, enrolment.organisation, enrolment.userId }, stamp);
    claims.member("kid", key.id).endObject();
    return signToken(key, UpdateType, claims);
}

base::Result<std::string> attestationToken(
    const Enrolment& known, const SigningKey& key, const TokenStamp& stamp)
{
    json::Writer claims =
        beginClaims({ known.clientInstanceId, known.organisation, known.deviceId }, stamp);
    claims.endObject();
    return signToken(key, "", claims);
}

base::Result<std::string> maintenanceRequest(const Enrolment& enrolment,
    const std::vector<MaintenanceScope>& scopes, const SigningKey& key, const TokenStamp& stamp)
{
    std::string scope;
    for (const MaintenanceScope one : scopes)
        scope += (scope.empty() ? "" : " ") + scopeName(one);
    if (scope.empty() || enrolment.clientId.empty())
        return base::Error { base::ErrorCode::MissingField, "maintenance token",
            { scope.empty() ? "scope" : "client_id" } };
    json::Writer claims =
        beginClaims({ AssertionIssuer, enrolment.organisation, enrolment.userId }, stamp);
    claims.member("methodEnrollmentId", enrolment.methodId).endObject();
    const base::Result<std::string> assertion = signToken(key, AssertionType, claims);
    if (!assertion)
        return assertion;
    return "grant_type=" + base::percentEncoded(AssertionGrant)
        + "&client_id=" + base::percentEncoded(enrolment.clientId)
        + "&scope=" + base::percentEncoded(scope) + "&assertion=" + *assertion;
}

base::Result<AccessToken> readAccessToken(std::string_view body)
{
    const base::Error notUnderstood { base::ErrorCode::NotUnderstood, "reply with a token" };
    const auto object = json::read(body);
    if (!object)
        return object.error();
    const json::Value& token = at(*object, { "access_token" });
    // The type compares without regard to case (RFC 6749, section 5.1).
    if (!token.isText() || token.source.empty()
        || !hasWord(json::textOf(*object, "token_type"), "bearer"))
        return notUnderstood;
    AccessToken access;
    auto secret = readSecret(token);
    if (!secret)
        return secret.error();
    // It becomes part of a header.
    const auto isVisible = [](char c) { return c > ' ' && c < '\x7f'; };
    if (!std::ranges::all_of(secret->text(), isVisible))
        return notUnderstood;
    access.token = std::move(*secret);
    const auto lifetime = integerOf(*object, "expires_in");
    if (lifetime && *lifetime >= 0 && *lifetime <= LongestLifetime)
        access.lifetime = std::chrono::seconds(*lifetime);
    access.scope = json::textOf(*object, "scope");
    access.idToken = json::textOf(*object, "id_token");
    return access;
}

std::optional<base::Time> renewalOf(const AccessToken& token, base::Time received)
{
    if (!token.lifetime)
        return {};
    return received + *token.lifetime - std::chrono::minutes(1);
}

} // namespace push::okta
