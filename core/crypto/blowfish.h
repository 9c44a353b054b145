// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"

namespace crypto {

constexpr std::size_t BlowfishKeySize = 72; ///< of a longer key the schedule uses no more
constexpr std::size_t BlowfishBlockSize = 8;

using BlowfishKey = std::span<const std::uint8_t, BlowfishKeySize>;

/// Decrypts Blowfish block by block (ECB), for files of other programs alone. `out` is as long as
/// `sealed`. Nothing tells a wrong key from the right one. Damaged where these are no whole blocks;
/// CryptoFailed where OpenSSL comes without its provider of old ciphers.
base::Result<void> blowfishOpen(BlowfishKey key, base::ByteView sealed, base::MutableByteView out);

} // namespace crypto
