// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/sandbox/router.h"
#include "app/sandbox/world.h"

namespace sandbox {

/// The relying party's side: factors of users, their enrolment and activation, and verification,
/// for push, token:software:totp and token:hotp.
void addFactorsApi(Router& router, World& world);

/// A factor of this kind that waits for its activation; a push factor, or codes of OKTA or GOOGLE.
/// A pending one of the same kind is replaced.
base::Result<Factor*, Refusal> startEnrolment(
    World& world, User& user, const QString& type, const QString& provider);

/// The user's factor of a type, the newest if there are several; null if there is none.
Factor* activeFactor(World& world, const QString& userId, const QString& type);

/// Verifies a typed code for the user: five wrong ones in a row lock, a used one is told apart.
/// nullopt: it is right.
std::optional<Refusal> verifyCode(World& world, User& user, Factor& factor, const QString& code);

/// The picture of a factor's code, black on white with its quiet zone.
Reply picture(World& world, const Factor& factor);

} // namespace sandbox
