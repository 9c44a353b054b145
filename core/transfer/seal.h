// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/aead.h"
#include "core/crypto/kdf.h"
#include "core/crypto/random.h"

#include <string>

namespace transfer {

struct Sealing;

// The steps that most encrypted formats share when they are written; see open_sealed.h.

/// What AES-256-GCM has sealed under a nonce of its own.
struct Sealed
{
    base::Bytes nonce;
    base::Bytes bytes; ///< ciphertext, then tag

    base::ByteView ciphertext() const
    {
        return base::ByteView(bytes).first(bytes.size() - crypto::AeadTagSize);
    }
    base::ByteView tag() const { return base::ByteView(bytes).last(crypto::AeadTagSize); }
};

/// Seals with AES-256-GCM under a random nonce. `key` has 32 bytes.
base::Result<Sealed> seal(const crypto::SecretBytes& key, base::ByteView plain,
    crypto::RandomSource& random, base::ByteView associatedData = {});

/// What is sealed under a passphrase: its key comes from that and the salt.
struct SealedWithSalt
{
    base::Bytes salt; ///< 16 bytes: the programs take no other
    Sealed content;
};

/// Seals as seal() does, under a key that Argon2id derives from the passphrase of the file and a
/// random salt.
base::Result<SealedWithSalt> sealUnderPassphrase(const Sealing& sealing,
    const crypto::Argon2Costs& costs, base::ByteView plain, base::ByteView associatedData = {});

/// Base64 with padding of something that is not secret.
std::string base64Text(base::ByteView bytes);

} // namespace transfer
