// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/id.h"

#include <string>
#include <vector>

namespace vault {

/// The name under which a keyring keeps the secret of one slot. A slot's id is never used twice, so
/// no two secrets share a name: one is stored when Vault::addKeyring() has made it, and never
/// because a keyring says that it has none. A keyring that refuses answers just the same.
std::string keyringItemName(const Id& vault, const Id& slot);

/// The names for the keyring slots of the vault at this path, before it is open. Errors as of
/// readVaultFile().
base::Result<std::vector<std::string>> keyringItemNames(const std::string& path);

} // namespace vault
