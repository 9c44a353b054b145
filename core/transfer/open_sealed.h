// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/aead.h"
#include "core/crypto/wiped_bytes.h"
#include "core/transfer/failure.h"

namespace transfer {

// The steps that most encrypted formats share.

/// Lenient Base64 of something that is not secret; Damaged with the part where it is none.
Outcome<base::Bytes> base64Of(std::string_view text, const char* part);

/// Opens what AES-256-GCM has sealed (ciphertext, then tag), into memory that is wiped. Damaged
/// with the part where it does not open.
Outcome<crypto::WipedBytes> openSealed(const crypto::SecretBytes& key, base::ByteView nonce,
    base::ByteView sealed, const char* part, base::ByteView associatedData = {});

/// The same for a key that another key wraps, into locked memory. ErrorCode::Damaged where it does
/// not open: for the caller that is a wrong passphrase.
base::Result<crypto::SecretBytes> openSealedKey(const crypto::SecretBytes& key,
    base::ByteView nonce, base::ByteView sealed, base::ByteView associatedData = {});

} // namespace transfer
