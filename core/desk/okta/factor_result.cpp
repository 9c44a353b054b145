// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/desk/okta/factor_result.h"

#include "core/base/json_members.h"

#include <algorithm>
#include <array>

namespace desk::okta {

namespace {

struct ResultRow
{
    std::string_view word;
    FactorResult result;
};

constexpr std::array ResultRows = {
    ResultRow { "WAITING", FactorResult::Waiting },
    ResultRow { "SUCCESS", FactorResult::Success },
    ResultRow { "REJECTED", FactorResult::Rejected },
    ResultRow { "TIMEOUT", FactorResult::Timeout },
    ResultRow { "CANCELLED", FactorResult::Cancelled },
    ResultRow { "ERROR", FactorResult::Error },
    ResultRow { "CHALLENGE", FactorResult::Challenge },
    ResultRow { "FAILED", FactorResult::Failed },
    ResultRow { "EXPIRED", FactorResult::Expired },
    ResultRow { "PASSCODE_REPLAYED", FactorResult::PasscodeReplayed },
    ResultRow { "TIME_WINDOW_EXCEEDED", FactorResult::TimeWindowExceeded },
};

} // namespace

std::optional<FactorResult> factorResultOf(const base::json::Value& object)
{
    const base::json::Value& member = base::json::at(object, { "factorResult" });
    if (member.kind == base::json::Kind::Null)
        return {};
    const std::string word = member.text().value_or("?");
    if (word.empty())
        return {};
    const auto* const row = std::ranges::find(ResultRows, word, &ResultRow::word);
    return row == ResultRows.end() ? FactorResult::Unknown : row->result;
}

bool isFinal(FactorResult result)
{
    return result != FactorResult::Waiting && result != FactorResult::Challenge;
}

FactorResult resultAt(FactorResult result, const std::optional<base::Time>& expires, base::Time now)
{
    constexpr std::chrono::seconds Grace { 30 };
    const bool isOver = expires && now > *expires + Grace;
    return result == FactorResult::Waiting && isOver ? FactorResult::Timeout : result;
}

std::optional<base::Time> expiryOf(const base::json::Value& object)
{
    const auto expires = base::json::dateOf(object, "expiresAt");
    return expires ? expires : base::json::dateOf(object, "expireAt");
}

} // namespace desk::okta
