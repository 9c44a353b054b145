// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"

namespace crypto {

constexpr std::size_t BoxKeySize = 32;
constexpr std::size_t BoxNonceSize = 24;
constexpr std::size_t BoxOverhead = 16; ///< the MAC, which stands in front

using BoxKey = std::span<const std::uint8_t, BoxKeySize>;
using BoxNonce = std::span<const std::uint8_t, BoxNonceSize>;

/// Opens a secretbox of NaCl and libsodium (XSalsa20-Poly1305), for files of other programs alone.
/// `out` has exactly sealed.size() - BoxOverhead bytes; if the box does not verify it is wiped and
/// the answer is Damaged.
base::Result<void> secretBoxOpen(
    BoxKey key, BoxNonce nonce, base::ByteView sealed, base::MutableByteView out);

} // namespace crypto
