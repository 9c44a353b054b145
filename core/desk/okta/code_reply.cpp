// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/desk/okta/code_reply.h"

#include "core/desk/okta/factor_result.h"

namespace desk::okta {

base::Result<CodeVerdict> readCodeReply(std::string_view body)
{
    const auto object = base::json::read(body);
    if (!object)
        return object.error();
    switch (factorResultOf(*object).value_or(FactorResult::Unknown)) {
    case FactorResult::Success:
        return CodeVerdict::Accepted;
    case FactorResult::Failed:
    case FactorResult::Rejected:
        return CodeVerdict::Wrong;
    case FactorResult::PasscodeReplayed:
        return CodeVerdict::Used;
    case FactorResult::TimeWindowExceeded:
        return CodeVerdict::FreshWanted;
    default:
        return base::Error { base::ErrorCode::NotUnderstood, "reply to a code" };
    }
}

std::optional<CodeVerdict> verdictOf(Meaning meaning)
{
    switch (meaning) {
    case Meaning::WrongCode:
        return CodeVerdict::Wrong;
    case Meaning::CodeUsed:
        return CodeVerdict::Used;
    case Meaning::CodeOutsideWindow:
        return CodeVerdict::OutsideWindow;
    case Meaning::Locked:
        return CodeVerdict::Locked;
    default:
        return {};
    }
}

} // namespace desk::okta
