// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/inbox/schedule.h"

#include <algorithm>

namespace inbox {

std::chrono::milliseconds Schedule::nextWait(bool isWatched, base::Time now, double random) const
{
    using std::chrono::milliseconds;
    std::chrono::seconds pace = isWatched ? WatchedPace : UnwatchedPace;
    if (m_failures > 0) {
        const int doublings = std::min(m_failures, 6);
        pace = std::max(pace, std::min(std::chrono::seconds(1 << doublings), SlowestPace));
    }
    const double spread = 0.8 + 0.4 * std::clamp(random, 0.0, 1.0);
    const auto wait = milliseconds(
        static_cast<milliseconds::rep>(static_cast<double>(milliseconds(pace).count()) * spread));
    // A clock that was set back makes no pause longer than a server may ask for.
    const milliseconds pause = std::min<milliseconds>(m_notBefore - now, LongestRetryAfter);
    return std::max({ wait, pause });
}

} // namespace inbox
