// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/secret_stream.h"

#include <sodium.h>

namespace crypto {

static_assert(StreamKeySize == crypto_secretstream_xchacha20poly1305_KEYBYTES);
static_assert(StreamHeaderSize == crypto_secretstream_xchacha20poly1305_HEADERBYTES);
static_assert(StreamOverhead == crypto_secretstream_xchacha20poly1305_ABYTES);

base::Result<void> secretStreamOpen(
    StreamKey key, StreamHeader header, base::ByteView sealed, base::MutableByteView out)
{
    Q_ASSERT(sealed.size() >= StreamOverhead && out.size() == sealed.size() - StreamOverhead);
    crypto_secretstream_xchacha20poly1305_state state = {};
    unsigned char tag = 0;
    const bool isOpen = sodium_init() >= 0
        && crypto_secretstream_xchacha20poly1305_init_pull(&state, header.data(), key.data()) == 0
        && crypto_secretstream_xchacha20poly1305_pull(
               &state, out.data(), nullptr, &tag, sealed.data(), sealed.size(), nullptr, 0)
            == 0;
    sodium_memzero(&state, sizeof state);
    if (isOpen)
        return {};
    cleanse(out);
    return base::Error { base::ErrorCode::Damaged, "secretstream", { "ciphertext" } };
}

base::Result<void> secretStreamSeal(
    StreamKey key, StreamHeader header, base::ByteView plain, base::MutableByteView out)
{
    Q_ASSERT(out.size() == plain.size() + StreamOverhead);
    crypto_secretstream_xchacha20poly1305_state state = {};
    // init_push differs from init_pull in nothing but that it draws the header from the library's
    // own random source; ours is handed in.
    const bool isSealed = sodium_init() >= 0
        && crypto_secretstream_xchacha20poly1305_init_pull(&state, header.data(), key.data()) == 0
        && crypto_secretstream_xchacha20poly1305_push(&state, out.data(), nullptr, plain.data(),
               plain.size(), nullptr, 0, crypto_secretstream_xchacha20poly1305_TAG_FINAL)
            == 0;
    sodium_memzero(&state, sizeof state);
    if (isSealed)
        return {};
    cleanse(out);
    return base::Error { base::ErrorCode::CryptoFailed, "secretstream" };
}

} // namespace crypto
