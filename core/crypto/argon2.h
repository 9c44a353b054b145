// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/kdf.h"

namespace crypto {

enum class Argon2Type { D, Id };

/// What files of other programs choose beside the costs.
struct Argon2Choice
{
    Argon2Type type = Argon2Type::Id;
    std::uint32_t version = 0x13; ///< or 0x10
    base::ByteView secret = {};
    base::ByteView associatedData = {};
};

/// Argon2 (RFC 9106) of any kind that is met; as argon2id() in all else. A salt of less than eight
/// bytes and costs below its minimum are CryptoFailed.
base::Result<SecretBytes> argon2(const Argon2Choice& choice, base::ByteView passphrase,
    base::ByteView salt, const Argon2Costs& costs, std::size_t size);

/// Argon2's own minimum of memory, below which it derives nothing.
constexpr bool isMemoryEnough(const Argon2Costs& costs)
{
    constexpr std::uint64_t KiBOfALane = 8;
    return costs.memoryKiB >= KiBOfALane * costs.lanes;
}

} // namespace crypto
