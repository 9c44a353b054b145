// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/keyring_slot.h"

#include "core/vault/vault_file.h"

namespace vault {

std::string keyringItemName(const Id& vault, const Id& slot)
{
    return "countersign/" + vault.toHex() + '/' + slot.toHex();
}

base::Result<std::vector<std::string>> keyringItemNames(const std::string& path)
{
    const base::Result<VaultFile> file = readVaultFile(path);
    if (!file)
        return file.error();
    std::vector<std::string> names;
    for (const Slot& slot : file->header.slotList) {
        if (slot.kind == SlotKind::Keyring)
            names.push_back(keyringItemName(file->header.vault, slot.id));
    }
    return names;
}

} // namespace vault
