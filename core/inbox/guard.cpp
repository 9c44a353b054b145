// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/inbox/guard.h"

#include <QDateTime>

namespace inbox {

bool QuietHours::cover(std::chrono::minutes minuteOfDay) const
{
    if (from <= until)
        return minuteOfDay >= from && minuteOfDay < until;
    return minuteOfDay >= from || minuteOfDay < until;
}

void Guard::silence(const vault::Id& account, base::Time until)
{
    m_silences[account] = until;
}

void Guard::endSilence(const vault::Id& account)
{
    m_silences.erase(account);
}

std::optional<base::Time> Guard::silentUntil(const vault::Id& account, base::Time now) const
{
    const auto found = m_silences.find(account);
    if (found == m_silences.end() || found->second <= now)
        return std::nullopt;
    return found->second;
}

Attention Guard::arrived(const vault::Id& account, base::Time now)
{
    auto& arrivals = m_arrivals[account];
    if (!isBurst(account, now))
        m_told[account] = false;
    arrivals.push_back(now);
    while (arrivals.size() > RequestsOfABurst)
        arrivals.pop_front();
    if (silentUntil(account, now) || isQuiet(now))
        return Attention::None;
    if (!isBurst(account, now))
        return Attention::Raised;
    bool& told = m_told[account];
    if (told)
        return Attention::None;
    told = true;
    return Attention::Summary;
}

bool Guard::isBurst(const vault::Id& account, base::Time now) const
{
    const auto found = m_arrivals.find(account);
    if (found == m_arrivals.end() || found->second.size() < RequestsOfABurst)
        return false;
    // A clock that was set back must not end a burst.
    return now - found->second.front() < SpanOfABurst;
}

std::vector<vault::Id> Guard::bursts(base::Time now) const
{
    std::vector<vault::Id> accounts;
    for (const auto& [account, arrivals] : m_arrivals) {
        if (isBurst(account, now))
            accounts.push_back(account);
    }
    return accounts;
}

bool Guard::isQuiet(base::Time now) const
{
    if (!m_quietHours)
        return false;
    const QTime time = QDateTime::fromMSecsSinceEpoch(base::unixMilliseconds(now)).time();
    return m_quietHours->cover(std::chrono::minutes(time.hour() * 60 + time.minute()));
}

} // namespace inbox
