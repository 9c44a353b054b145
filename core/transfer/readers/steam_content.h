// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/reader.h"

namespace transfer::readers {

/// Reads what Steam's app knows of an account, which other programs write in the same form
/// (dyc3/steamguard-cli, src/fixtures). The link in it may hold a placeholder instead of the
/// secret.
void takeSteamAccount(Imported& imported, const base::json::Value& account);

} // namespace transfer::readers
