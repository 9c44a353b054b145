// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"

#include <QString>

#include <string>
#include <string_view>

namespace desk::okta {

/// A reply that is no success, whatever its body turned out to be.
struct ApiError
{
    int status = 0; ///< of HTTP; 0: there was no reply
    std::string code = {}; ///< "E0000068"; empty: none
    QString summary = {}; ///< the server's words and what its causes add, made visible; empty: none
    QString id = {}; ///< for the vendor's support, made visible; empty: none

    bool operator==(const ApiError&) const = default;
};

/// Reads the error object; a body that is none (empty, a proxy's HTML) gives its status alone.
ApiError readApiError(int status, std::string_view body);

/// The two interfaces, in which one code means two things.
enum class Api {
    Factors, ///< with the desk's token
    SignIn, ///< with a state token
};

/// What to make of an error.
enum class Meaning {
    Other, ///< show the summary and the id
    BadApiToken, ///< the desk's own
    SignInExpired, ///< begin a new one; this one is over
    WrongState, ///< read the state again before anything else
    WrongCode,
    CodeUsed, ///< right, and good once: wait for the next one
    CodeOutsideWindow, ///< right, of another time
    ChallengeNeeded, ///< the server's words say which
    Locked, ///< by wrong codes
    NotPermitted,
    NotFound,
    SlowDown,
    StillWaiting, ///< no error at all
    TryLater, ///< the server has trouble of its own
};

/// The code decides, and only where there is none of those known, the status.
Meaning meaningOf(const ApiError& error, Api api);

/// The same as an error for the user.
base::Error errorOf(const ApiError& error);

} // namespace desk::okta
