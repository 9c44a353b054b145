// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"

namespace inbox {

constexpr std::chrono::seconds WatchedPace { 2 }; ///< a window is visible, or just activated
constexpr std::chrono::seconds UnwatchedPace { 30 };
constexpr std::chrono::seconds SlowestPace { 60 };
constexpr std::chrono::minutes WatchedAfterActivation { 2 };
constexpr std::chrono::milliseconds BetweenChecks { 500 }; ///< of the button "check now"
constexpr std::chrono::minutes LongestRetryAfter { 60 }; ///< of what a server asks for
constexpr std::chrono::minutes BetweenLooksAtSuspended { 60 };

/// When a server is asked next. One per server, whatever the number of its registrations.
class Schedule
{
public:
    void succeeded() { m_failures = 0; }
    /// Not reached, or not understood: 2, 4, 8, … 60 seconds, and no faster than usual.
    void failed() { ++m_failures; }
    /// The server asked for a pause; it is obeyed even by "check now".
    void pauseUntil(base::Time time) { m_notBefore = time; }

    int failures() const { return m_failures; }
    base::Time notBefore() const { return m_notBefore; }

    /// How long to wait from now on. `random` is 0 to 1 and spreads the programs of many users over
    /// ±20 per cent.
    std::chrono::milliseconds nextWait(bool isWatched, base::Time now, double random) const;

private:
    int m_failures = 0;
    base::Time m_notBefore;
};

} // namespace inbox
