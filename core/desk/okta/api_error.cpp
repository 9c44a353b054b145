// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/desk/okta/api_error.h"

#include "core/base/server_words.h"

#include <algorithm>
#include <array>

namespace desk::okta {

namespace {

struct MeaningRow
{
    std::string_view code;
    Meaning meaning;
};

constexpr std::array MeaningRows = {
    MeaningRow { "E0000006", Meaning::NotPermitted },
    MeaningRow { "E0000007", Meaning::NotFound },
    MeaningRow { "E0000008", Meaning::NotFound },
    MeaningRow { "E0000047", Meaning::SlowDown },
    MeaningRow { "E0000068", Meaning::WrongCode },
    MeaningRow { "E0000069", Meaning::Locked },
    MeaningRow { "E0000070", Meaning::StillWaiting },
    MeaningRow { "E0000079", Meaning::WrongState },
    MeaningRow { "E0000082", Meaning::CodeUsed },
    MeaningRow { "E0000083", Meaning::CodeOutsideWindow },
    MeaningRow { "E0000113", Meaning::ChallengeNeeded },
    MeaningRow { "E0000119", Meaning::Locked },
    MeaningRow { "E0000191", Meaning::NotFound },
};

Meaning meaningOfStatus(int status)
{
    if (status == 404)
        return Meaning::NotFound;
    if (status == 429)
        return Meaning::SlowDown;
    return status >= 500 ? Meaning::TryLater : Meaning::Other;
}

} // namespace

ApiError readApiError(int status, std::string_view body)
{
    ApiError error;
    error.status = status;
    const auto object = base::json::read(body);
    if (!object)
        return error;
    const base::ErrorWords words = base::errorWordsOf(*object);
    error.code = words.code;
    error.summary = base::shownText(words.summary);
    error.id = base::shownText(words.id);
    return error;
}

Meaning meaningOf(const ApiError& error, Api api)
{
    if (error.code == "E0000011")
        return api == Api::Factors ? Meaning::BadApiToken : Meaning::SignInExpired;
    const auto* const row = std::ranges::find(MeaningRows, error.code, &MeaningRow::code);
    return row == MeaningRows.end() ? meaningOfStatus(error.status) : row->meaning;
}

base::Error errorOf(const ApiError& error)
{
    std::vector<std::string> arguments { std::to_string(error.status) };
    std::string words = error.summary.toStdString();
    if (!error.id.isEmpty())
        words += (words.empty() ? "[" : " [") + error.id.toStdString() + "]";
    if (!words.empty())
        arguments.push_back(std::move(words));
    return { error.status >= 500 ? base::ErrorCode::ServerError : base::ErrorCode::ServerRefused,
        "Okta: " + std::to_string(error.status), std::move(arguments) };
}

} // namespace desk::okta
