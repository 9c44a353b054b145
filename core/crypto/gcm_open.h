// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/aead.h"

namespace crypto {

/// aeadOpen() for a nonce of any size up to 128 bytes (NIST SP 800-38D, 7.1: what is not 12 bytes
/// long is hashed first), for files of other programs alone. An empty nonce is Damaged.
base::Result<void> gcmOpen(AeadKey key, base::ByteView nonce, base::ByteView associatedData,
    base::ByteView sealed, base::MutableByteView out);

} // namespace crypto
