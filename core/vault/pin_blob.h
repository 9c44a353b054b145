// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/random.h"

namespace vault {

constexpr std::size_t PinSaltSize = 16;
constexpr std::uint32_t PinIterations = 600'000;

/// A secret under a PIN: salt (16), then AES-256-CTR with the key PBKDF2-HMAC-SHA-256(PIN, salt,
/// 600,000 iterations) and counter block 0. It has no tag, padding or check value on purpose: every
/// PIN gives some secret, so only the server can tell the right one, and it counts attempts. For
/// the same reason nothing here changes a PIN: two blobs of one secret would be matched offline
/// within the few thousand PINs there are.
///
/// Both functions block the thread for some tenths of a second. An empty PIN is PinNeeded.
base::Result<crypto::SecretBytes> makePinBlob(
    base::ByteView pin, base::ByteView secret, crypto::RandomSource& random);

/// The secret, if the PIN is right. Damaged ("pin") if the blob is shorter than its salt.
base::Result<crypto::SecretBytes> openPinBlob(base::ByteView pin, base::ByteView blob);

} // namespace vault
