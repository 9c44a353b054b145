// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/backup/backup_store.h"

namespace backup {

/// The light: CLI's "good", "stale", "missing", "failed".
enum class Condition { Good, Stale, Missing, Failed };

/// Why the light is what it is, the worst first. Without any reason it is good.
enum class Reason {
    // Failed
    AttemptFailed, ///< the last attempt; Health::failure says why
    Damaged, ///< the newest backup does not read whole any more
    // Missing
    NoneYet, ///< no backup of this vault has been made, as far as is known
    Gone, ///< there were backups, and now there is none in the folder
    FolderMissing, ///< the chosen folder is not there
    FolderUnreadable,
    // Stale
    Outdated, ///< changes have been waiting for more than a day
    FormerKeys, ///< the newest one is from before the vault's keys were changed
    OlderDamaged, ///< an older one does not read whole any more
    NeverDrilled, ///< none with the newest one's keys was ever opened by something typed
    CheapSlot, ///< the newest one opens with a passphrase slot that costs less than new ones
    FolderShared, ///< others can write into the folder
};

Condition conditionOf(Reason reason);

struct Health
{
    Condition condition = Condition::Missing;
    std::vector<Reason> reasons; ///< in the order above
    std::optional<Failure> failure;
    std::optional<Backup> newest; ///< that is whole
    std::size_t backups = 0; ///< whole ones
};

/// Reads every backup whole. `presentKey` is the open vault's (Vault::key()), absent where it is
/// not open. On any thread.
Health health(const Place& place, const std::optional<vault::Id>& presentKey, base::Time now);

} // namespace backup
