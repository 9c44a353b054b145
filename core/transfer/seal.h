// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/aead.h"
#include "core/crypto/random.h"

#include <string>

namespace transfer {

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

/// Base64 with padding of something that is not secret.
std::string base64Text(base::ByteView bytes);

} // namespace transfer
