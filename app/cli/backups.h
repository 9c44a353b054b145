// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/cli/session.h"
#include "core/backup/backup_store.h"
#include "core/vault/vault_content.h"

namespace cli {

/// Where the backups of a vault go: the folder that was chosen in the window, else the one beside
/// the vault.
backup::Place backupPlace(const std::string& vaultFile, const vault::Id& vault);
backup::Place backupPlace(const vault::Vault& vault);

/// Makes a backup of the vault as it is saved and reads it back.
base::Result<backup::Made> makeBackup(
    Session& session, const vault::Vault& vault, const backup::Place& place);

/// Puts the slots of an open vault right while its passphrase is at hand: seconds, but once in the
/// life of a slot. `costs` of a new slot, zeros where they were not measured: then no more is done
/// than has to be, unless a person is there to be told. What fails is one line and waits for the
/// next time.
void putSlotsRight(Session& session, OpenVault& opened, const crypto::Argon2Costs& costs = {});

/// Why a backup does not open or fit, in words that speak of the backup.
Failure openingBackup(const base::Error& error, const std::string& path);

/// The member "differences".
void writeDifferences(JsonWriter& json, const vault::Comparison& comparison);
/// A line for each.
void writeDifferenceLines(WipedText& out, const vault::Comparison& comparison);

std::string absolutePath(const QString& path);

} // namespace cli
