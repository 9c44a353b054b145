// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"

namespace crypto {

constexpr std::size_t CtrKeySize = 32;
constexpr std::size_t CtrBlockSize = 16;

using CtrKey = std::span<const std::uint8_t, CtrKeySize>;
using CtrBlock = std::span<const std::uint8_t, CtrBlockSize>;

/// AES-256 in counter mode (NIST SP 800-38A, 6.5), which is its own reverse: `out` has as many
/// bytes as `input`. Nothing tells a wrong key from the right one; the caller never uses a key and
/// first counter block twice.
base::Result<void> aesCtr(
    CtrKey key, CtrBlock firstBlock, base::ByteView input, base::MutableByteView out);

} // namespace crypto
