// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"

#include <array>

namespace crypto {

enum class Hash { Md5, Sha1, Sha224, Sha256, Sha384, Sha512 };

/// Bytes of a hash or MAC: 16 (MD5) to 64 (SHA-512).
constexpr std::size_t hashSize(Hash hash)
{
    switch (hash) {
    case Hash::Md5:
        return 16;
    case Hash::Sha1:
        return 20;
    case Hash::Sha224:
        return 28;
    case Hash::Sha256:
        return 32;
    case Hash::Sha384:
        return 48;
    case Hash::Sha512:
        return 64;
    }
    return 0;
}

/// A hash or MAC; wiped when it goes, since it may be one step from a code.
class Digest
{
public:
    explicit Digest(std::size_t size = 0) : m_size(size) { }
    Digest(const Digest&) = default;
    Digest& operator=(const Digest&) = default;
    ~Digest() { cleanse(m_bytes); }

    base::ByteView view() const { return { m_bytes.data(), m_size }; }
    base::MutableByteView bytes() { return { m_bytes.data(), m_size }; }

private:
    std::array<std::uint8_t, 64> m_bytes = {};
    std::size_t m_size = 0;
};

/// HMAC (RFC 2104). A key longer than the block is hashed first; an empty key is allowed here.
base::Result<Digest> hmac(Hash hash, base::ByteView key, base::ByteView message);

base::Result<Digest> digest(Hash hash, base::ByteView message);

} // namespace crypto
