// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/backup/journal_anchors.h"

#include "core/backup/backup_store.h"
#include "core/vault/opened_copy.h"

namespace backup {

std::vector<vault::JournalAnchor> journalAnchors(
    const Place& place, const vault::Vault& vault, const std::stop_token& stop)
{
    std::vector<vault::JournalAnchor> anchors;
    const base::Result<std::vector<Backup>> backups = list(place, Reading::Beginning);
    if (!backups)
        return anchors;
    for (const Backup& backup : *backups) {
        if (stop.stop_requested())
            break;
        if (backup.key != vault.key())
            continue;
        const auto found = vault::OpenedCopy::anchorsIn(backup.path, vault);
        if (found)
            anchors.insert(anchors.end(), found->begin(), found->end());
    }
    return anchors;
}

} // namespace backup
