// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/backup/place.h"
#include "core/vault/journal_check.h"
#include "core/vault/vault.h"

#include <stop_token>

namespace backup {

/// What the vault's backups remember of its journal. Backups that do not open with the present keys
/// are passed over, and so are damaged ones: each of the others is a witness of its own. Reads
/// every backup, so it takes as long as they are many and large; on any thread, with a vault of its
/// own.
std::vector<vault::JournalAnchor> journalAnchors(
    const Place& place, const vault::Vault& vault, const std::stop_token& stop = {});

} // namespace backup
