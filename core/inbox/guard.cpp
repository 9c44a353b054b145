// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/inbox/guard.h"

#include <QDateTime>

#include <algorithm>

namespace inbox {

namespace {

QDateTime onTheWall(base::Time time)
{
    return QDateTime::fromMSecsSinceEpoch(base::unixMilliseconds(time));
}

std::chrono::minutes minuteOfDay(base::Time time)
{
    const QTime wall = onTheWall(time).time();
    return std::chrono::minutes(wall.hour() * 60 + wall.minute());
}

/// The next moment at which the clock on the wall shows this, be it today or tomorrow. Where the
/// clock is put forward over it, the moment after.
base::Time nextTimeOfDay(std::chrono::minutes minute, base::Time now)
{
    const QDateTime today = onTheWall(now);
    const QTime time = QTime(0, 0).addSecs(static_cast<int>(std::chrono::seconds(minute).count()));
    QDateTime next(today.date(), time);
    if (!next.isValid() || next <= today)
        next = QDateTime(today.date().addDays(1), time);
    if (!next.isValid())
        next = QDateTime(next.date(), time.addSecs(3600));
    return base::Time(std::chrono::milliseconds(next.toMSecsSinceEpoch()));
}

} // namespace

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

std::map<vault::Id, base::Time> Guard::silences(base::Time now) const
{
    std::map<vault::Id, base::Time> silences = m_silences;
    std::erase_if(silences, [now](const auto& silence) { return silence.second <= now; });
    return silences;
}

std::optional<base::Time> Guard::quietUntil(base::Time now) const
{
    if (!m_quietHours || !m_quietHours->cover(minuteOfDay(now)))
        return std::nullopt;
    return nextTimeOfDay(m_quietHours->until, now);
}

std::optional<base::Time> Guard::nextChange(base::Time now) const
{
    std::vector<base::Time> changes;
    for (const auto& [account, until] : silences(now))
        changes.push_back(until);
    if (const std::optional<base::Time> until = quietUntil(now))
        changes.push_back(*until);
    else if (m_quietHours && m_quietHours->from != m_quietHours->until)
        changes.push_back(nextTimeOfDay(m_quietHours->from, now));
    if (changes.empty())
        return std::nullopt;
    return std::ranges::min(changes);
}

Attention Guard::arrived(const vault::Id& account, base::Time now)
{
    auto& arrivals = m_arrivals[account];
    if (!isBurst(account, now))
        m_told[account] = false;
    arrivals.push_back(now);
    while (arrivals.size() > RequestsOfABurst)
        arrivals.pop_front();
    if (silentUntil(account, now) || quietUntil(now))
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

} // namespace inbox
