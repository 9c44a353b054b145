// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/cli/session.h"
#include "core/vault/vault.h"

namespace cli {

/// The passphrase or recovery key that --verify-passphrase-file gives for this one deed; absent
/// without the option. A wrong one counts, in every program on this vault.
Outcome<std::optional<vault::Verification>> givenVerification(
    const Session& session, const Arguments& arguments, vault::Vault& vault);

} // namespace cli
