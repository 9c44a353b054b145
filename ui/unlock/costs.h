// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/kdf.h"

#include <functional>

namespace ui::unlock {

/// Finds the costs of a new passphrase slot on this machine. It measures for about a second, so it
/// is called in the thread pool.
using FindCosts = std::function<crypto::Argon2Costs()>;

/// The costs as they were measured last on this machine, at once; zeros where that is not known.
using KnownCosts = std::function<crypto::Argon2Costs()>;

} // namespace ui::unlock
