// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"

namespace crypto {

constexpr std::size_t StreamKeySize = 32;
constexpr std::size_t StreamHeaderSize = 24;
constexpr std::size_t StreamOverhead = 17; ///< tag and MAC of a message

using StreamKey = std::span<const std::uint8_t, StreamKeySize>;
using StreamHeader = std::span<const std::uint8_t, StreamHeaderSize>;

/// Opens the one message of libsodium's secretstream (XChaCha20-Poly1305), for files of other
/// programs alone. `out` has exactly sealed.size() - StreamOverhead bytes; if the message does not
/// verify it is wiped and the answer is Damaged.
base::Result<void> secretStreamOpen(
    StreamKey key, StreamHeader header, base::ByteView sealed, base::MutableByteView out);

/// Seals one message as the final one of a stream. The caller never uses a key and header twice;
/// the header is random. `out` has exactly plain.size() + StreamOverhead bytes.
base::Result<void> secretStreamSeal(
    StreamKey key, StreamHeader header, base::ByteView plain, base::MutableByteView out);

} // namespace crypto
