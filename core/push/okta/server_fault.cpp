// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/server_fault.h"

#include "core/push/okta/members.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace push::okta {

namespace {

namespace json = base::json;

struct CodeRow
{
    std::string_view code;
    FaultMeaning meaning;
};

using enum EnrolmentChange;

constexpr std::array CodeRows = {
    CodeRow { "E0000001", { Unchanged, Advice::OurMistake } },
    CodeRow { "E0000003", { Unchanged, Advice::OurMistake } },
    CodeRow { "E0000006", { Unchanged, Advice::NotPermitted } },
    CodeRow { "E0000007", { Unchanged, Advice::Show } },
    CodeRow { "E0000008", { Deleted, Advice::RemoveHere } },
    CodeRow { "E0000011", { Unchanged, Advice::NewToken } },
    CodeRow { "E0000015", { Unchanged, Advice::StopPolling } },
    CodeRow { "E0000028", { Unchanged, Advice::OurMistake } },
    CodeRow { "E0000047", { Unchanged, Advice::SlowDown } },
    CodeRow { "E0000132", { Unchanged, Advice::DeleteOtherEnrolment } },
    CodeRow { "E0000149", { Unchanged, Advice::OurMistake } },
    CodeRow { "E0000152", { Suspended, Advice::WaitForAdministrator, Reach::Device } },
    CodeRow { "E0000153", { Reset, Advice::EnrolDeviceAgain, Reach::Device } },
    CodeRow { "E0000154", { Reset, Advice::EnrolAgain } },
    CodeRow { "E0000155", { Suspended, Advice::WaitForAdministrator, Reach::User } },
    CodeRow { "E0000156", { Deleted, Advice::RemoveHere, Reach::User } },
    CodeRow { "E0000158", { Unchanged, Advice::EnrolVerificationKey } },
    CodeRow { "E0000159", { Unchanged, Advice::NeedsCertifiedKeys } },
    CodeRow { "E0000180", { Suspended, Advice::WaitForAdministrator } },
    CodeRow { "E0000191", { Unchanged, Advice::RequestExpired } },
    CodeRow { "E0000212", { Unchanged, Advice::OriginCheckFailed } },
    CodeRow { "E0000214", { Unchanged, Advice::SwitchCibaOn } },
};

/// What a status alone says: nothing that would change an enrolment, because proxies answer too.
Advice adviceOf(int status)
{
    if (status == 401)
        return Advice::NewToken;
    if (status == 429)
        return Advice::SlowDown;
    if (status >= 500)
        return Advice::TryLater;
    return Advice::Show;
}

} // namespace

ServerFault readFault(int status, std::string_view body)
{
    ServerFault fault;
    fault.status = status;
    const auto object = json::read(body);
    if (!object)
        return fault;
    const base::ErrorWords words = base::errorWordsOf(*object);
    fault.code = words.code;
    fault.summary = shownText(words.summary);
    fault.id = words.id;
    if (const std::string error = json::textOf(*object, "error");
        fault.code.empty() && !error.empty()) {
        fault.code = error;
        fault.summary = shownText(json::textOf(*object, "error_description"));
    }
    return fault;
}

FaultMeaning meaningOf(const ServerFault& fault)
{
    const auto* const row = std::ranges::find(CodeRows, fault.code, &CodeRow::code);
    if (row != CodeRows.end())
        return row->meaning;
    return { Unchanged, adviceOf(fault.status) };
}

base::Error errorOf(const ServerFault& fault)
{
    const FaultMeaning meaning = meaningOf(fault);
    const std::string context = "Okta: " + std::to_string(fault.status);
    if (meaning.change == Suspended)
        return { base::ErrorCode::RegistrationSuspended, context };
    if (meaning.change == Deleted || meaning.change == Reset)
        return { base::ErrorCode::RegistrationRemoved, context };
    if (meaning.advice == Advice::RequestExpired)
        return { base::ErrorCode::RequestExpired, context };
    std::vector<std::string> arguments = { std::to_string(fault.status) };
    std::string words = fault.summary.toStdString();
    if (!fault.id.empty())
        words += (words.empty() ? "" : " ") + ("[" + shownText(fault.id).toStdString() + "]");
    if (!words.empty())
        arguments.push_back(words);
    const auto code = meaning.advice == Advice::TryLater ? base::ErrorCode::ServerError
                                                         : base::ErrorCode::ServerRefused;
    return { code, context, arguments };
}

bool isRejection(std::string_view body)
{
    const auto object = json::read(body);
    return object && hasWord(json::textOf(*object, "status"), "reject");
}

std::chrono::seconds pauseAfter(
    std::optional<std::string_view> reset, base::Time serverNow, int attempt)
{
    constexpr std::int64_t Shortest = 1;
    constexpr std::int64_t Absurd = 300;
    constexpr std::int64_t Longest = 60;
    std::int64_t until = 0;
    if (reset) {
        const char* const end = reset->data() + reset->size();
        const auto [last, error] = std::from_chars(reset->data(), end, until);
        const std::int64_t now = base::unixSeconds(serverNow);
        if (error == std::errc() && last == end && until > 0 && until <= now + Absurd)
            return std::chrono::seconds(std::max(until - now, Shortest));
    }
    const int doublings = std::clamp(attempt, 0, 5);
    return std::chrono::seconds(std::min(std::int64_t { 2 } << doublings, Longest));
}

} // namespace push::okta
