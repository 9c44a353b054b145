// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/challenge.h"

namespace push {

/// Whether an approval takes a verification of the user: where the service wants one, or prefers
/// one and there is a key that says so.
inline bool asksForVerification(const Challenge& challenge)
{
    return challenge.verification == VerificationWish::Required
        || (challenge.verification == VerificationWish::Preferred && challenge.hasVerifiedKey);
}

/// Whether it may go on without, where the user says so: the service is told, and decides.
inline bool canGoUnverified(const Challenge& challenge)
{
    return asksForVerification(challenge) && challenge.verification == VerificationWish::Preferred;
}

} // namespace push
