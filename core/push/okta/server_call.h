// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/net/http_client.h"
#include "core/push/okta/jws.h"
#include "core/push/okta/server_fault.h"
#include "core/push/protocol.h"

namespace push::okta {

/// Why a call to an organisation has not brought what it was for.
struct Trouble
{
    base::Error error;
    FaultMeaning meaning = {}; ///< what the server's own words say, where it said any
    int status = 0; ///< 0: there was no answer
    std::string code = {}; ///< the server's name of it; empty: it gave none
    std::chrono::seconds pause { 0 }; ///< the server wants to be left alone for so long
    bool mayHaveArrived = false; ///< the server may have acted on it
    bool isRejection = false; ///< a policy has refused an answer
};
using Reply = base::Result<net::HttpResponse, Trouble>;

/// What a request says it wants back.
enum class Wants {
    Versioned, ///< the device's API: without the version it answers 406
    Plain, ///< documents for everybody, and tokens
    Changed, ///< an enrolment by a merge patch (RFC 7396), which is versioned in both directions
};

/// The type of a body that changes an enrolment; the same is said to be accepted.
inline constexpr auto MergePatch = "application/merge-patch+json; okta-version=1.0.0";

net::Trust trustOf(const vault::PushTrust& trust);

net::HttpRequest requestTo(
    net::Method method, std::string url, const vault::PushTrust& trust, Wants wants);
/// With a body and what it is.
void addBody(net::HttpRequest& request, std::string_view body, std::string type);

/// A success, or why it is none.
Reply judged(net::HttpClient::Outcome outcome, base::Time now);

/// The time at a server, as far as it is known.
struct TimeThere
{
    base::Time now;
    std::chrono::milliseconds ahead { 0 }; ///< of this computer's
    bool isKnown = false;
};
TimeThere timeAt(const net::HttpClient& http, const std::string& origin, base::Time now);

/// For a token that is made now, by the server's clock.
base::Result<TokenStamp> stampAt(
    const net::HttpClient& http, const std::string& origin, Services& services);

} // namespace push::okta
