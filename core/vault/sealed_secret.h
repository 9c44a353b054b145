// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/account.h"
#include "core/vault/keys.h"

namespace vault {

/// Which key a sealed secret is under; its first byte.
enum class SealScheme : std::uint8_t {
    Unlocked = 1, ///< opens while the vault is unlocked
    Verified = 2, ///< opens only with the verification key
};

/// Where a sealed secret belongs: it opens nowhere else.
struct SealPlace
{
    const Id& owner; ///< of the account
    std::string_view field;
};

constexpr std::size_t LargestSecret = std::size_t { 64 } * 1024;

/// What sealing needs besides the secret. There is no way to hand in a nonce: these keys live long,
/// and AES-GCM forgives no nonce used twice.
struct SealContext
{
    base::ByteView sealKey; ///< 32 bytes
    SealScheme scheme = SealScheme::Unlocked;
    base::ByteView hedgeKey;
    crypto::RandomSource& random;
};

/// scheme, nonce (12), ciphertext, tag (16). TooLarge above LargestSecret.
base::Result<SealedSecret> seal(
    const SealContext& context, const SealPlace& place, base::ByteView secret);

/// Whether the bytes have the form of a sealed secret of this scheme.
bool isSealed(base::ByteView sealed, SealScheme scheme);

/// Damaged ("secret") if it was sealed elsewhere, under another key, or altered.
base::Result<crypto::SecretBytes> unseal(
    base::ByteView sealKey, SealScheme scheme, const SealPlace& place, base::ByteView sealed);

} // namespace vault
