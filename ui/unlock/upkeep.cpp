// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/unlock/upkeep.h"

#include "core/vault/calibration.h"
#include "ui/widgets/in_thread_pool.h"

#include <algorithm>

namespace ui::unlock {

Upkeep::Upkeep(vault::VaultSession& session, KnownCosts knownCosts, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_knownCosts(std::move(knownCosts))
{
    connect(&m_session, &vault::VaultSession::unlocked, this, &Upkeep::save);
    connect(&m_session, &vault::VaultSession::locked, this, [this] { m_change.reset(); });
}

/// Where nothing was measured yet, the least there is; but a vault that was restored from a backup
/// gets back what it had.
crypto::Argon2Costs Upkeep::costsFor(const vault::Vault& vault) const
{
    const crypto::Argon2Costs known = m_knownCosts ? m_knownCosts() : crypto::Argon2Costs {};
    if (known != crypto::Argon2Costs {})
        return known;
    const std::vector<vault::SlotInfo> all = vault.slotList();
    const bool isRestored = !std::ranges::all_of(all, &vault::SlotInfo::opensVault);
    return isRestored ? crypto::Argon2Costs {} : vault::SmallestCosts;
}

void Upkeep::begin(const vault::Vault& vault, Typed typed)
{
    m_change.reset();
    const vault::SlotUpkeep upkeep = vault.slotUpkeep(costsFor(vault));
    if (!typed || !upkeep.isNeeded())
        return;
    widgets::inThreadPool(
        this,
        [upkeep, typed = std::move(typed)]() mutable {
            base::Result<vault::SlotChange> change = upkeep.run(*typed);
            typed.reset();
            return change;
        },
        [this](base::Result<vault::SlotChange> change) { finish(std::move(change)); });
}

void Upkeep::finish(base::Result<vault::SlotChange> change)
{
    if (!change || change->isEmpty())
        return;
    m_change = std::move(*change);
    save();
}

void Upkeep::save()
{
    if (!m_change || !m_session.isOpen())
        return;
    const vault::SlotChange change = *std::exchange(m_change, std::nullopt);
    const base::Result<bool> saved = m_session.vault().take(change);
    if (saved && *saved)
        m_session.notifyChanged();
}

} // namespace ui::unlock
