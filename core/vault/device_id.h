// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/id.h"

#include <string>

namespace wiring {

/// The id of this installation, 16 random bytes kept as hex in `folder`/device, mode 0600, made
/// on first use. Damaged if the file holds something else; CannotRead, CannotWrite and kin if the
/// folder cannot be used.
base::Result<vault::Id> deviceId(const std::string& folder, crypto::RandomSource& random);

} // namespace wiring
