// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"
#include "core/vault/id.h"

#include <optional>
#include <string>
#include <string_view>

namespace backup {

constexpr std::string_view FileEnding = ".countersign"; ///< of vaults and their backups

/// Where the backups of one vault go, and where this computer remembers what became of them.
struct Place
{
    std::string folder; ///< of the backups
    bool isOwnFolder = true; ///< "backups" beside the vault, for the program alone; else the user's
    std::string name; ///< their names begin with it; the vault's own without its ending
    vault::Id vault; ///< only files of this vault are ever touched
    std::string vaultFile; ///< links resolved
    std::string logFile; ///< empty: nothing is remembered
};

/// `vaultFile` with links resolved (Vault::file()). An empty `chosenFolder` means the one beside
/// the vault; an empty `stateFolder`, that nothing is remembered.
Place placeOf(const std::string& vaultFile, const vault::Id& vault, const std::string& chosenFolder,
    const std::string& stateFolder);

/// The file's name of a backup made at this time: NAME-20261121T193000Z.countersign.
std::string fileName(const std::string& name, base::Time made);

/// The time in such a name; absent if it is not one.
std::optional<base::Time> timeInName(const std::string& name, const std::string& fileName);

} // namespace backup
