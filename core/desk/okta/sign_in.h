// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/desk/okta/factor.h"
#include "core/desk/okta/links.h"
#include "core/net/http_message.h"

namespace desk::okta {

enum class SignInState {
    MfaEnroll,
    MfaEnrollActivate,
    MfaRequired,
    MfaChallenge,
    Success,
    Other, ///< passwords, recovery, and words that are none of the vendor's
};

/// A sign-in as the authentication API tells of it: the same things as elsewhere, in other places.
struct SignIn
{
    SignInState state = SignInState::Other;
    std::optional<FactorResult> result = {};
    std::optional<base::Time> expires = {};
    crypto::SecretBytes stateToken = {}; ///< sent back with every call; empty: not told
    crypto::SecretBytes sessionToken = {}; ///< of a success
    std::vector<Factor> factors = {}; ///< to choose from, or the one that is asked
    std::optional<QString> correctAnswer = {}; ///< as of a Transaction
    std::optional<Link> next = {}; ///< named "poll", "activate", "verify"
};

/// NotUnderstood for what is no sign-in, and for a success without its session token.
base::Result<SignIn> readSignIn(std::string_view body);

/// What asks once how it stands: a POST, where the Factors API has a GET, with the state token and
/// without the desk's own. NothingToDo where no poll is offered, RedirectRefused for one that does
/// not lie with this origin.
base::Result<net::HttpRequest> pollOf(
    const SignIn& signIn, const std::string& origin, const net::Trust& trust);

} // namespace desk::okta
