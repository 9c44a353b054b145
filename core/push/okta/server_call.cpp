// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/server_call.h"

namespace push::okta {

namespace {

constexpr auto AcceptVersioned = "application/json; okta-version=1.0.0";
constexpr auto AcceptPlain = "application/json";

const char* acceptFor(Wants wants)
{
    switch (wants) {
    case Wants::Versioned:
        return AcceptVersioned;
    case Wants::Changed:
        return MergePatch;
    case Wants::Plain:
        break;
    }
    return AcceptPlain;
}

std::chrono::seconds pauseOf(const net::HttpResponse& response, base::Time now)
{
    if (response.retryAfter)
        return *response.retryAfter;
    const std::string* reset = response.header("x-rate-limit-reset");
    return pauseAfter(reset ? std::optional<std::string_view>(*reset) : std::nullopt,
        response.date.value_or(now), 0);
}

} // namespace

net::Trust trustOf(const vault::PushTrust& trust)
{
    return trust.certificates.empty() ? net::Trust::system() : net::Trust::only(trust.certificates);
}

net::HttpRequest requestTo(
    net::Method method, std::string url, const vault::PushTrust& trust, Wants wants)
{
    net::HttpRequest request;
    request.method = method;
    request.url = std::move(url);
    request.trust = trustOf(trust);
    request.headers.push_back({ "Accept", acceptFor(wants) });
    return request;
}

void addBody(net::HttpRequest& request, std::string_view body, std::string type)
{
    const base::ByteView bytes = base::bytesOf(body);
    request.body.assign(bytes.begin(), bytes.end());
    request.headers.push_back({ "Content-Type", std::move(type) });
}

Reply judged(net::HttpClient::Outcome outcome, base::Time now)
{
    if (!outcome) {
        Trouble trouble { outcome.error().error };
        trouble.mayHaveArrived = outcome.error().mayHaveArrived;
        return trouble;
    }
    if (outcome->status >= 200 && outcome->status < 300)
        return std::move(*outcome);
    const ServerFault fault = readFault(outcome->status, outcome->text());
    Trouble trouble { errorOf(fault) };
    trouble.meaning = meaningOf(fault);
    trouble.status = outcome->status;
    trouble.code = fault.code;
    trouble.mayHaveArrived = true;
    trouble.isRejection = isRejection(outcome->text());
    if (outcome->status == 429 || (outcome->status >= 500 && outcome->retryAfter))
        trouble.pause = pauseOf(*outcome, now);
    return trouble;
}

TimeThere timeAt(const net::HttpClient& http, const std::string& origin, base::Time now)
{
    const auto known = http.serverTime(origin);
    if (!known)
        return { now };
    return { now + known->offset, known->offset, true };
}

base::Result<TokenStamp> stampAt(
    const net::HttpClient& http, const std::string& origin, Services& services)
{
    auto id = newUuid(services.random);
    if (!id)
        return id.error();
    return TokenStamp { timeAt(http, origin, services.clock.now()).now, std::move(*id) };
}

} // namespace push::okta
