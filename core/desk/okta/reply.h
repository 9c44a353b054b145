// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/desk/okta/api_error.h"
#include "core/net/http_client.h"

namespace desk::okta {

/// Why a call to an organisation has not brought what it was for.
struct Trouble
{
    base::Error error;
    Meaning meaning = Meaning::Other;
    ApiError said = {}; ///< what the server itself says; status 0: there was no reply
    std::chrono::seconds pause { 0 }; ///< the server wants to be left alone for so long
    QString excerpt = {}; ///< of what came in place of JSON, made visible; empty: nothing such
    bool mayHaveArrived = false; ///< the server may have acted on it
};

template <typename T> using Reply = base::Result<T, Trouble>;

/// What a success has to bring.
enum class Wants { Json, Picture, Nothing };

/// A success of the right kind, or why it is none. An empty body is of every kind, and 202 while
/// the server still waits is a success.
Reply<net::HttpResponse> judged(
    net::HttpClient::Outcome outcome, const std::string& host, Wants wants);

/// As of a reply that no reader could make sense of.
Trouble notUnderstood(base::Error error, const std::string& host);

/// How long to wait after 429: what the server says, by its own clock (at least a second, at most
/// sixty where it is told as a time), else four seconds.
std::chrono::seconds pauseAfter(const net::HttpResponse& response);

} // namespace desk::okta
