// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"

namespace crypto {

/// HKDF-SHA-256 (RFC 5869), extract and expand. An empty salt means none. At most 8,160 bytes.
base::Result<SecretBytes> hkdfSha256(
    base::ByteView key, base::ByteView salt, base::ByteView info, std::size_t size);

/// PBKDF2 with HMAC-SHA-256 (RFC 8018, section 5.2); at least one iteration. Blocks the thread for
/// as long as the iterations take.
base::Result<SecretBytes> pbkdf2Sha256(
    base::ByteView password, base::ByteView salt, std::uint32_t iterations, std::size_t size);

/// What one Argon2 derivation costs.
struct Argon2Costs
{
    std::uint32_t memoryKiB = 0;
    std::uint32_t passes = 0;
    std::uint32_t lanes = 0;

    bool operator==(const Argon2Costs&) const = default;
};

/// Argon2id, version 0x13 (RFC 9106). The caller has bounded the costs. Its memory is mapped apart,
/// kept out of core dumps and wiped before it is given back; memory that cannot be had is
/// OutOfMemory. Blocks the thread for as long as the costs say.
base::Result<SecretBytes> argon2id(
    base::ByteView passphrase, base::ByteView salt, const Argon2Costs& costs, std::size_t size);

} // namespace crypto
