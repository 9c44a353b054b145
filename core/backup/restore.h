// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/opened_copy.h"

#include <string_view>

namespace backup {

/// Where a backup is restored to when the vault's own place is taken: NAME-restored-N.countersign
/// beside it, the first N that is free; else the vault's own path.
std::string freePathFor(const std::string& vaultPath);

/// NAME-WORD-N.countersign beside the vault, the first N that is free.
std::string freePathBeside(const std::string& vaultPath, std::string_view word);

/// Opens a backup with what is typed and makes a new vault of it at `path`, never over an existing
/// file. See OpenedCopy::restore(); on any thread. The vault opens with what the backup opened
/// with. SlotUpkeep makes a slot of ordinary costs at its first unlock by passphrase.
base::Result<vault::Vault> restore(const std::string& backupPath, const vault::Opener& opener,
    const std::string& path, const vault::Services& services);

} // namespace backup
