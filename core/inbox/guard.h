// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"
#include "core/vault/id.h"

#include <deque>
#include <map>
#include <optional>
#include <vector>

namespace inbox {

/// Requests for one account in this span that are too many to be the user's own.
constexpr std::size_t RequestsOfABurst = 3;
constexpr std::chrono::minutes SpanOfABurst { 5 };

/// Hours in which no request calls for attention: minutes of the day, by the clock on the wall.
/// From 22:00 to 07:00 goes over midnight; two equal ones are none.
struct QuietHours
{
    std::chrono::minutes from { 0 };
    std::chrono::minutes until { 0 };

    bool operator==(const QuietHours&) const = default;

    bool cover(std::chrono::minutes minuteOfDay) const;
};

/// How a request that has arrived may call for attention. It is in the inbox in any case.
enum class Attention {
    Raised, ///< window and notification
    Summary, ///< one word for all of a burst: somebody may have the password
    None, ///< further ones of a burst, quiet hours, a silenced account
};

/// Keeps a flood of requests from wearing somebody down until one is approved.
class Guard
{
public:
    void setQuietHours(std::optional<QuietHours> hours) { m_quietHours = hours; }
    const std::optional<QuietHours>& quietHours() const { return m_quietHours; }

    void silence(const vault::Id& account, base::Time until);
    void endSilence(const vault::Id& account);
    std::optional<base::Time> silentUntil(const vault::Id& account, base::Time now) const;
    /// Accounts that are silent now, and until when.
    std::map<vault::Id, base::Time> silences(base::Time now) const;
    /// The end of the quiet hours that are now; absent outside of them.
    std::optional<base::Time> quietUntil(base::Time now) const;
    /// When quiet hours begin or end next, or the first silence ends; absent if nothing will.
    std::optional<base::Time> nextChange(base::Time now) const;

    /// Notes a request that is new, and answers how it may be told of.
    Attention arrived(const vault::Id& account, base::Time now);
    /// Whether an account is in a burst: until five minutes hold fewer than three requests.
    bool isBurst(const vault::Id& account, base::Time now) const;
    /// Accounts in a burst.
    std::vector<vault::Id> bursts(base::Time now) const;

private:
    std::optional<QuietHours> m_quietHours;
    std::map<vault::Id, base::Time> m_silences;
    std::map<vault::Id, std::deque<base::Time>> m_arrivals; ///< the last ones of each account
    std::map<vault::Id, bool> m_told; ///< the burst that goes on has had its summary
};

} // namespace inbox
