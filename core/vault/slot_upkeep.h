// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/vault.h"

namespace vault {

/// What SlotUpkeep has made, to be saved by Vault::take(). Holds nothing secret: keys are in it
/// only as wraps.
class SlotChange
{
public:
    bool isEmpty() const { return !m_made; }

private:
    friend class SlotUpkeep;
    friend class Vault;
    struct Made;
    SlotChange() = default;
    std::shared_ptr<const Made> m_made; ///< shared because copies of a constant are all alike
};

/// What is put right about the slots of a vault while its passphrase is at hand, after it was
/// opened or made:
/// - a slot that has become too cheap is replaced by one of these costs (its costs are under the
///   smallest ones, or under half of these; none is ever lowered);
/// - a slot of its own for backups is made, with three times the passes; until it is saved the
///   vault's slot is in the backups;
/// - a vault that was restored gets a slot of ordinary costs beside the backup's.
/// Deriving the keys takes seconds and runs on another thread, from this snapshot, which holds
/// nothing secret; meanwhile the vault may be used, changed or locked. The one who calls run()
/// keeps the passphrase until then:
///     const vault::SlotUpkeep upkeep = vault.slotUpkeep(costs);      // on the vault's thread
///     base::Result<vault::SlotChange> change = upkeep.run(opener);   // on any thread
///     base::Result<bool> saved = vault.take(*change);                // on the vault's thread
class SlotUpkeep
{
public:
    /// Whether there may be anything to do: if not, the passphrase need not be kept for it. Costs
    /// no derivation.
    bool isNeeded() const;
    /// An empty change if there is nothing to do, or the opener is a recovery key. WrongPassphrase
    /// if it fits no slot; OutOfMemory, SecureHeapFull, RandomFailed.
    base::Result<SlotChange> run(const Opener& opener) const;

private:
    friend class Vault;
    struct Snapshot;
    explicit SlotUpkeep(std::shared_ptr<const Snapshot> snapshot);
    std::shared_ptr<const Snapshot> m_snapshot; ///< shared because copies of a constant are alike
};

} // namespace vault
