// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/net/http_date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <vector>

namespace net {

namespace {

constexpr std::chrono::seconds Day = std::chrono::hours(24);
constexpr std::size_t LongestNumber = 12; ///< digits; far beyond any time that means something

std::optional<std::int64_t> readNumber(std::string_view text)
{
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    if (text.empty() || text.size() > LongestNumber || text.front() < '0' || text.front() > '9')
        return std::nullopt;
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stopped != end)
        return std::nullopt;
    return number;
}

/// The words of a date, cut at blanks, commas and hyphens, which the three forms differ by.
std::vector<std::string_view> wordsOf(std::string_view text)
{
    constexpr std::string_view Cuts = " ,-";
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const std::size_t length = std::min(text.find_first_of(Cuts), text.size());
        if (length > 0)
            words.push_back(text.substr(0, length));
        text.remove_prefix(std::min(length + 1, text.size()));
    }
    return words;
}

std::optional<unsigned> monthOf(std::string_view name)
{
    constexpr std::array<std::string_view, 12> Names = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    const auto* const found = std::ranges::find(Names, name);
    if (found == Names.end())
        return std::nullopt;
    return static_cast<unsigned>(found - Names.begin()) + 1;
}

/// "08:49:37"; a second may be 60.
std::optional<std::chrono::seconds> timeOfDay(std::string_view text)
{
    if (text.size() != 8 || text[2] != ':' || text[5] != ':')
        return std::nullopt;
    const auto hour = readNumber(text.substr(0, 2));
    const auto minute = readNumber(text.substr(3, 2));
    const auto second = readNumber(text.substr(6, 2));
    if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60)
        return std::nullopt;
    return std::chrono::hours(*hour) + std::chrono::minutes(*minute)
        + std::chrono::seconds(*second);
}

/// Two digits mean the year that is at most 50 years ahead.
std::optional<int> yearOf(std::string_view text, base::Time now)
{
    const auto number = readNumber(text);
    if (!number || (text.size() != 2 && text.size() != 4))
        return std::nullopt;
    const int year = static_cast<int>(*number);
    if (text.size() == 4)
        return year;
    const std::chrono::year_month_day today(std::chrono::floor<std::chrono::days>(now));
    const int thisYear = static_cast<int>(today.year());
    const int candidate = thisYear - thisYear % 100 + year;
    return candidate > thisYear + 50 ? candidate - 100 : candidate;
}

/// The parts of a date as text, in whichever form they came.
struct Parts
{
    std::string_view day;
    std::string_view month;
    std::string_view year;
    std::string_view time;
};

std::optional<Parts> partsOf(const std::vector<std::string_view>& words)
{
    if (words.size() == 6 && words[5] == "GMT") // Sun, 06 Nov 1994 … or Sunday, 06-Nov-94 …
        return Parts { words[1], words[2], words[3], words[4] };
    if (words.size() == 5) // Sun Nov  6 08:49:37 1994
        return Parts { words[2], words[1], words[4], words[3] };
    return std::nullopt;
}

} // namespace

std::optional<base::Time> readHttpDate(std::string_view text, base::Time now)
{
    const std::optional<Parts> parts = partsOf(wordsOf(text));
    if (!parts || parts->day.size() > 2)
        return std::nullopt;
    const auto day = readNumber(parts->day);
    const auto month = monthOf(parts->month);
    const auto year = yearOf(parts->year, now);
    const auto time = timeOfDay(parts->time);
    if (!day || !month || !year || !time)
        return std::nullopt;
    const std::chrono::year_month_day date(std::chrono::year(*year), std::chrono::month(*month),
        std::chrono::day(static_cast<unsigned>(*day)));
    if (!date.ok())
        return std::nullopt;
    return base::Time(std::chrono::sys_days(date) + *time);
}

std::optional<std::chrono::seconds> readRetryAfter(std::string_view text, base::Time serverTime)
{
    std::optional<std::chrono::seconds> wait;
    if (const auto seconds = readNumber(text)) {
        wait = std::chrono::seconds(*seconds);
    } else if (const auto date = readHttpDate(text, serverTime)) {
        wait = std::chrono::ceil<std::chrono::seconds>(*date - serverTime);
    }
    if (wait)
        wait = std::clamp(*wait, std::chrono::seconds(0), Day);
    return wait;
}

std::optional<base::Time> readUnixTime(std::string_view text)
{
    const auto seconds = readNumber(text);
    if (!seconds)
        return std::nullopt;
    return base::fromUnixSeconds(*seconds);
}

} // namespace net
