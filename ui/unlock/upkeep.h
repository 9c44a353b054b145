// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/slot_upkeep.h"
#include "core/vault/vault_session.h"
#include "ui/unlock/costs.h"

#include <QObject>

namespace ui::unlock {

/// A passphrase that was typed to open or make a vault, for what is done with it afterwards. Shared
/// because signals and what runs in the thread pool copy; the last one to let it go wipes it.
using Typed = std::shared_ptr<const vault::Opener>;

/// Puts right what is to be put right about the slots of a vault while its passphrase is at hand
/// (vault::SlotUpkeep): costs are raised, backups get a slot of their own. The keys are derived in
/// the thread pool, the passphrase goes when that is done, and the result is saved once the vault
/// is open. What fails is done after the next unlock; nobody is told of either.
class Upkeep : public QObject
{
    Q_OBJECT

public:
    Upkeep(vault::VaultSession& session, KnownCosts knownCosts, QObject* parent = nullptr);

    /// `vault` is, or will be, the session's.
    void begin(const vault::Vault& vault, Typed typed);

private:
    crypto::Argon2Costs costsFor(const vault::Vault& vault) const;
    void finish(base::Result<vault::SlotChange> change);
    void save();

    vault::VaultSession& m_session;
    KnownCosts m_knownCosts;
    std::optional<vault::SlotChange> m_change; ///< to be saved; holds nothing secret
};

} // namespace ui::unlock
