// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <chrono>
#include <cstdint>

namespace base {

/// A moment of wall-clock time to the millisecond.
using Time = std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds>;

constexpr Time fromUnixSeconds(std::int64_t seconds)
{
    return Time(std::chrono::seconds(seconds));
}
constexpr std::int64_t unixMilliseconds(Time time)
{
    return time.time_since_epoch().count();
}
/// Whole seconds since 1970, rounded down (also before 1970).
constexpr std::int64_t unixSeconds(Time time)
{
    return std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()).count();
}

/// Where the wall-clock time comes from. Only what schedules holds a Clock; computations take a
/// Time as an argument.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;
};

/// The computer's clock.
class SystemClock : public Clock
{
public:
    Time now() const override;
};

} // namespace base
