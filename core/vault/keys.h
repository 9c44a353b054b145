// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/hmac.h"
#include "core/vault/id.h"

#include <initializer_list>

namespace vault {

constexpr std::size_t KeySize = 32;

/// Vault id, then key id: binds every derived key to one vault and one generation of its keys.
base::Bytes joinIds(const Id& vault, const Id& key);

/// HKDF-SHA-256 (RFC 5869) with info "countersign/1/" label 00 context. An empty salt is none.
base::Result<crypto::SecretBytes> derive(base::ByteView key, base::ByteView salt,
    std::string_view label, base::ByteView context, std::size_t size = KeySize);

/// What an unlocked vault keeps in locked memory.
struct MasterKeys
{
    crypto::SecretBytes master;
    crypto::SecretBytes seal; ///< of sealed secrets
    crypto::SecretBytes state; ///< of what this computer has seen
    crypto::SecretBytes hedge; ///< makes salts and nonces differ even if random bytes repeat

    static base::Result<MasterKeys> from(crypto::SecretBytes master, base::ByteView ids);
    base::Result<MasterKeys> clone() const;
};

/// HMAC-SHA-256 under the hedge key of 32 random bytes and then the parts: a salt or nonce that is
/// new whenever either the random bytes or the content are. A resumed snapshot of a machine may
/// hand out the same "random" bytes twice.
base::Result<crypto::Digest> hedged(base::ByteView hedgeKey, crypto::RandomSource& random,
    std::initializer_list<base::ByteView> parts);

} // namespace vault
