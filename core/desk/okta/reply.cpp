// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/desk/okta/reply.h"

#include "core/base/link.h"
#include "core/base/visible_text.h"

#include <algorithm>

namespace desk::okta {

namespace {

bool isOfKind(const net::HttpResponse& response, Wants wants)
{
    if (wants == Wants::Nothing || response.body.empty())
        return true;
    const std::string* const header = response.header("content-type");
    std::string type = header ? base::asciiLower(*header) : std::string();
    type = type.substr(0, type.find(';'));
    type.erase(type.find_last_not_of(" \t") + 1);
    if (wants == Wants::Picture)
        return type.starts_with("image/");
    return type == "application/json"
        || (type.starts_with("application/") && type.ends_with("+json"));
}

/// The beginning of a page that nobody asked for. What is JSON may hold secrets, and is never
/// shown.
QString excerptOf(const net::HttpResponse& response)
{
    constexpr std::size_t Bytes = 400;
    constexpr int Characters = 100;
    const std::string_view start = response.text().substr(0, Bytes);
    return base::visibleText(
        QString::fromUtf8(start.data(), static_cast<qsizetype>(start.size())).simplified(),
        Characters);
}

Trouble troubleOf(const net::HttpResponse& response, ApiError said)
{
    Trouble trouble { errorOf(said) };
    trouble.meaning = meaningOf(said, Api::Factors);
    trouble.said = std::move(said);
    trouble.mayHaveArrived = true;
    if (response.status == 429 || trouble.meaning == Meaning::SlowDown) {
        trouble.meaning = Meaning::SlowDown;
        trouble.pause = pauseAfter(response);
        trouble.error = { base::ErrorCode::RateLimited, trouble.error.context,
            { std::to_string(trouble.pause.count()) } };
    }
    return trouble;
}

} // namespace

Reply<net::HttpResponse> judged(
    net::HttpClient::Outcome outcome, const std::string& host, Wants wants)
{
    if (!outcome) {
        Trouble trouble { outcome.error().error };
        trouble.mayHaveArrived = outcome.error().mayHaveArrived;
        return trouble;
    }
    const bool isSuccess = outcome->status >= 200 && outcome->status < 300;
    if (!isSuccess)
        return troubleOf(*outcome, readApiError(outcome->status, outcome->text()));
    if (!isOfKind(*outcome, wants)) {
        Trouble trouble =
            notUnderstood({ base::ErrorCode::NotUnderstood, "type of a reply" }, host);
        trouble.excerpt = excerptOf(*outcome);
        return trouble;
    }
    if (wants == Wants::Json) {
        ApiError said = readApiError(outcome->status, outcome->text());
        if (!said.code.empty() && meaningOf(said, Api::Factors) != Meaning::StillWaiting)
            return troubleOf(*outcome, std::move(said));
    }
    return std::move(*outcome);
}

Trouble notUnderstood(base::Error error, const std::string& host)
{
    if (error.code == base::ErrorCode::NotUnderstood)
        error.arguments = { host };
    Trouble trouble { std::move(error) };
    trouble.mayHaveArrived = true;
    return trouble;
}

std::chrono::seconds pauseAfter(const net::HttpResponse& response)
{
    using std::chrono::seconds;
    constexpr seconds Usual { 4 };
    constexpr seconds Shortest { 1 };
    constexpr seconds Longest { 60 };
    if (response.retryAfter)
        return std::max(*response.retryAfter, Shortest);
    if (!response.rateLimitReset || !response.date)
        return Usual;
    const auto wait = std::chrono::ceil<seconds>(*response.rateLimitReset - *response.date);
    return std::clamp(wait, Shortest, Longest);
}

} // namespace desk::okta
