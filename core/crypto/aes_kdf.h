// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"

namespace crypto {

constexpr std::size_t AesKdfKeySize = 32;
constexpr std::size_t AesKdfSeedSize = 32;

/// KeePass's AES-KDF, for its files alone: both halves of the key are encrypted with AES-256 under
/// the seed, so many times, and then hashed with SHA-256. The caller has bounded the rounds. Blocks
/// the thread for as long as they take, some 50 million a second.
base::Result<SecretBytes> aesKdf(std::span<const std::uint8_t, AesKdfKeySize> key,
    std::span<const std::uint8_t, AesKdfSeedSize> seed, std::uint64_t rounds);

} // namespace crypto
