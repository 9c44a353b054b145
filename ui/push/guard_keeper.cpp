// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/guard_keeper.h"

namespace ui::push {

GuardKeeper::GuardKeeper(inbox::Guard& guard, settings::AppSettings& settings,
    const base::Clock& clock, base::Timers& timers, QObject* parent)
    : QObject(parent),
      m_guard(guard),
      m_settings(settings),
      m_clock(clock),
      m_timer(timers.make([this] { tell(); }))
{
    load();
    tell();
}

void GuardKeeper::load()
{
    if (const std::optional<settings::DailyHours> hours = m_settings.quietHours())
        m_guard.setQuietHours(inbox::QuietHours { hours->from, hours->until });
    for (const auto& [hex, until] : m_settings.silences()) {
        const base::Result<vault::Id> account = vault::Id::fromHex(hex);
        if (account && base::fromUnixSeconds(until) > m_clock.now())
            m_guard.silence(*account, base::fromUnixSeconds(until));
    }
}

/// A computer that slept comes late, and then looks anew.
void GuardKeeper::tell()
{
    const base::Time now = m_clock.now();
    if (const std::optional<base::Time> next = m_guard.nextChange(now))
        m_timer->start(*next - now);
    else
        m_timer->stop();
    emit changed();
}

base::Result<void> GuardKeeper::setQuietHours(const std::optional<inbox::QuietHours>& hours)
{
    m_guard.setQuietHours(hours);
    tell();
    std::optional<settings::DailyHours> kept;
    if (hours)
        kept = settings::DailyHours { hours->from, hours->until };
    return m_settings.setQuietHours(kept);
}

base::Result<void> GuardKeeper::silence(const vault::Id& account, std::chrono::minutes duration)
{
    m_guard.silence(account, m_clock.now() + duration);
    return keepSilences();
}

base::Result<void> GuardKeeper::endSilence(const vault::Id& account)
{
    m_guard.endSilence(account);
    return keepSilences();
}

base::Result<void> GuardKeeper::keepSilences()
{
    tell();
    settings::Silences silences;
    for (const auto& [account, until] : m_guard.silences(m_clock.now()))
        silences[account.toHex()] = base::unixSeconds(until);
    return m_settings.setSilences(silences);
}

} // namespace ui::push
