// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"

namespace crypto {

constexpr std::size_t AeadKeySize = 32;
constexpr std::size_t AeadNonceSize = 12;
constexpr std::size_t AeadTagSize = 16;

using AeadKey = std::span<const std::uint8_t, AeadKeySize>;
using AeadNonce = std::span<const std::uint8_t, AeadNonceSize>;

/// AES-256-GCM (NIST SP 800-38D): writes ciphertext then tag to `out`, which has exactly
/// plaintext.size() + AeadTagSize bytes. The caller never uses a key and nonce twice.
base::Result<void> aeadSeal(AeadKey key, AeadNonce nonce, base::ByteView associatedData,
    base::ByteView plaintext, base::MutableByteView out);

/// The reverse. `out` has exactly sealed.size() - AeadTagSize bytes; if the tag does not verify it
/// is wiped and the answer is Damaged.
base::Result<void> aeadOpen(AeadKey key, AeadNonce nonce, base::ByteView associatedData,
    base::ByteView sealed, base::MutableByteView out);

/// What the ciphertext decrypts to, whatever its tag says: somebody may have chosen it bit by bit.
/// For salvage from damaged files alone. `out` is as long as the ciphertext.
base::Result<void> aeadReadUnverified(
    AeadKey key, AeadNonce nonce, base::ByteView ciphertext, base::MutableByteView out);

} // namespace crypto
