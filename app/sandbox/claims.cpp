// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/claims.h"

#include <algorithm>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Leeway = 300;
constexpr qint64 LongestLife = 600;

Refusal badToken(const QString& cause)
{
    return { "E0000011", cause };
}

std::optional<Refusal> checkSelfSigned(
    World& world, const QString& text, const Enrolment& enrolment)
{
    const auto jws = readJws(text);
    if (!jws || jws->type() != "okta-enrollmentupdate+jwt"_L1)
        return badToken(u"not an enrolment-update token"_s);
    const auto key = keyOf(enrolment, jws->kid());
    if (!key || jws->payload["kid"_L1].toString() != jws->kid() || !isSignedBy(*jws, key->key))
        return badToken(u"not signed by a key of this enrolment"_s);
    const Claims expected = { enrolment.id, enrolment.origin, enrolment.userId };
    if (const auto refusal = checkClaims(world, jws->payload, expected))
        return badToken(refusal->cause);
    markSeen(world, jws->payload);
    return std::nullopt;
}

} // namespace

std::optional<Refusal> checkClaims(
    const World& world, const QJsonObject& payload, const Claims& expected)
{
    const auto differs = [&payload](QLatin1StringView claim, const QString& value) {
        return !payload[claim].isString() || payload[claim].toString() != value;
    };
    if (differs("iss"_L1, expected.issuer))
        return Refusal { "E0000001", u"iss is another"_s };
    if (differs("aud"_L1, expected.audience))
        return Refusal { "E0000001", u"aud is another"_s };
    if (differs("sub"_L1, expected.subject))
        return Refusal { "E0000001", u"sub is another"_s };
    const auto issued = secondsIn(payload, "iat");
    const auto expires = secondsIn(payload, "exp");
    const auto starts = secondsIn(payload, "nbf");
    const qint64 now = base::unixSeconds(world.now());
    if (!issued || !expires || !starts)
        return Refusal { "E0000001", u"iat, exp or nbf is missing"_s };
    if (now - Leeway > *expires || now + Leeway < *starts || now + Leeway < *issued)
        return Refusal { "E0000001", u"issued at another time than now"_s };
    if (*expires - *issued > LongestLife)
        return Refusal { "E0000001", u"valid for too long"_s };
    const QString id = payload["jti"_L1].toString();
    constexpr qsizetype LongestId = 255;
    if (id.isEmpty() || id.size() > LongestId || world.state.seenJwtIds.contains(id))
        return Refusal { "E0000001", u"jti is missing, too long or was seen before"_s };
    return std::nullopt;
}

void markSeen(World& world, const QJsonObject& payload)
{
    // From then on its own times refuse it.
    constexpr std::chrono::seconds Kept { LongestLife + 2 * Leeway };
    world.state.seenJwtIds[payload["jti"_L1].toString()] = world.now() + Kept;
}

std::optional<RoleKey> keyOf(const Enrolment& enrolment, const QString& kid)
{
    for (auto role = enrolment.keys.begin(); role != enrolment.keys.end(); ++role) {
        auto key = readJwk(role.value().toObject());
        if (key && key->kid == kid)
            return RoleKey { role.key(), std::move(*key) };
    }
    return std::nullopt;
}

std::optional<Refusal> checkStanding(World& world, const Enrolment& enrolment)
{
    if (!world.userById(enrolment.userId))
        return Refusal { "E0000156" };
    if (enrolment.standing == Standing::Removed)
        return Refusal { "E0000154" };
    const Device& device = world.state.devices[enrolment.deviceId];
    if (device.isDeleted)
        return Refusal { "E0000153" };
    if (device.isSuspended)
        return Refusal { "E0000152" };
    if (enrolment.standing == Standing::Suspended)
        return Refusal { "E0000180" };
    return std::nullopt;
}

base::Result<AccessToken, Refusal> bearerOf(
    const World& world, const Request& request, const QStringList& scopes)
{
    const QString value = QString::fromLatin1(request.header("Authorization"));
    const auto found = value.startsWith("Bearer "_L1) ? world.state.tokens.find(value.mid(7))
                                                      : world.state.tokens.end();
    if (found == world.state.tokens.end() || world.now() >= found->second.expires)
        return badToken({});
    const AccessToken& token = found->second;
    const bool fits = std::ranges::any_of(
        scopes, [&token](const QString& scope) { return token.scopes.contains(scope); });
    if (!fits)
        return Refusal { "E0000006", u"the token has none of the scopes "_s + scopes.join(u' ') };
    return token;
}

std::optional<Refusal> checkAuthorization(
    World& world, const Request& request, const Enrolment& enrolment, const QStringList& scopes)
{
    const QString value = QString::fromLatin1(request.header("Authorization"));
    if (value.startsWith("SSWS "_L1))
        return checkSelfSigned(world, value.mid(5), enrolment);
    const auto token = bearerOf(world, request, scopes);
    if (!token)
        return token.error();
    if (token->userId != enrolment.userId)
        return badToken(u"the token is another user's"_s);
    return std::nullopt;
}

} // namespace sandbox
