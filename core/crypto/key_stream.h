// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"

namespace crypto {

constexpr std::size_t KeyStreamKeySize = 32;

/// The stream ciphers that are met in files of other programs: ChaCha20 with a nonce of 12 bytes
/// (RFC 8439) and Salsa20 with one of 8, both counting their blocks from 0.
enum class StreamCipher { ChaCha20, Salsa20 };

constexpr std::size_t nonceSize(StreamCipher cipher)
{
    return cipher == StreamCipher::ChaCha20 ? 12 : 8;
}

/// A stream of bytes to be added to a text, which encrypts and decrypts it. Nothing tells a wrong
/// key from the right one. Move-only: it holds the key.
class KeyStream
{
public:
    /// `nonce` is of the size of the cipher's.
    static base::Result<KeyStream> make(StreamCipher cipher,
        std::span<const std::uint8_t, KeyStreamKeySize> key, base::ByteView nonce);

    /// Adds what stands in the stream from there on. CryptoFailed at its end, which for ChaCha20 is
    /// at 256 GiB.
    base::Result<void> apply(std::uint64_t offset, base::MutableByteView bytes) const;

private:
    KeyStream(StreamCipher cipher, SecretBytes key, base::Bytes nonce);

    StreamCipher m_cipher;
    SecretBytes m_key;
    base::Bytes m_nonce;
};

} // namespace crypto
