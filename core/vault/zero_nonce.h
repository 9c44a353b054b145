// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/aead.h"

#include <array>

namespace vault {

/// For keys that seal one message in their life: those of slots and of bodies, derived anew for
/// each.
constexpr std::array<std::uint8_t, crypto::AeadNonceSize> ZeroNonce = {};

} // namespace vault
