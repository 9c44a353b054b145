// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/sandbox/jws.h"
#include "app/sandbox/world.h"

namespace sandbox {

/// What every token of a device says about itself.
struct Claims
{
    QString issuer = {};
    QString audience = {};
    QString subject = {};
};

/// The claims are these, the times right within five minutes and at most ten apart, and the token's
/// id was not seen before. It is seen from now on only with markSeen(), once the rest holds as
/// well.
std::optional<Refusal> checkClaims(
    const World& world, const QJsonObject& payload, const Claims& expected);
void markSeen(World& world, const QJsonObject& payload);

/// The key of an enrolment with this id, and which of its roles it has ("proofOfPossession").
struct RoleKey
{
    QString role = {};
    PublicKey key;
};
std::optional<RoleKey> keyOf(const Enrolment& enrolment, const QString& kid);

/// Whether enrolment, device and user are as they should be; the vendor's codes if not.
std::optional<Refusal> checkStanding(World& world, const Enrolment& enrolment);

/// Who asks for something about this enrolment: an access token of its user with one of the scopes,
/// or a token that a key of the enrolment signed.
std::optional<Refusal> checkAuthorization(
    World& world, const Request& request, const Enrolment& enrolment, const QStringList& scopes);

/// The access token of a request that has a user's token with this scope.
base::Result<AccessToken, Refusal> bearerOf(
    const World& world, const Request& request, const QStringList& scopes);

} // namespace sandbox
