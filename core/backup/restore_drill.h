// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/backup/backup_log.h"
#include "core/vault/opened_copy.h"

namespace backup {

/// A backup that was opened by something typed and compared with the vault.
struct Drill
{
    std::string path;
    base::Time made; ///< the vault's save that is in it
    vault::SlotKind openedBy = vault::SlotKind::Unknown;
    vault::Comparison comparison; ///< "42 of 42" is matching of accounts
};

/// Opens the backup with a passphrase or recovery key and compares every entry and every secret.
/// With a `present` of nothing the vault is read from its file with the backup's keys. Notes
/// that it was done. As long as the key derivation, on any thread; errors of OpenedCopy.
base::Result<Drill> drill(const Place& place, const std::string& path, const vault::Opener& opener,
    const std::optional<vault::VaultContent>& present, base::Time now);

} // namespace backup
