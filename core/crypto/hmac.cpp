// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/hmac.h"

#include <openssl/evp.h>

#include <algorithm>
#include <memory>

namespace crypto {

namespace {

using DigestContext = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

constexpr std::size_t LargestBlock = 128; ///< of SHA-512, in bytes

/// Fetched once: a lookup by name takes longer than the hash of a short message.
const EVP_MD* messageDigest(Hash hash)
{
    static const std::array<const EVP_MD*, 6> Digests = {
        EVP_MD_fetch(nullptr, "MD5", nullptr),
        EVP_MD_fetch(nullptr, "SHA1", nullptr),
        EVP_MD_fetch(nullptr, "SHA224", nullptr),
        EVP_MD_fetch(nullptr, "SHA256", nullptr),
        EVP_MD_fetch(nullptr, "SHA384", nullptr),
        EVP_MD_fetch(nullptr, "SHA512", nullptr),
    };
    return Digests[static_cast<std::size_t>(hash)];
}

/// A key filled up with zeros to the block of the hash; wiped when it goes.
class KeyBlock
{
public:
    explicit KeyBlock(std::size_t size) : m_size(size) { }
    KeyBlock(const KeyBlock&) = delete;
    KeyBlock& operator=(const KeyBlock&) = delete;
    ~KeyBlock() { cleanse(m_bytes); }

    base::MutableByteView bytes() { return { m_bytes.data(), m_size }; }
    void mask(std::uint8_t with)
    {
        for (std::uint8_t& byte : bytes())
            byte ^= with;
    }

private:
    std::array<std::uint8_t, LargestBlock> m_bytes = {};
    std::size_t m_size;
};

bool hashOfTwo(EVP_MD_CTX* context, const EVP_MD* algorithm, base::ByteView first,
    base::ByteView second, base::MutableByteView out)
{
    return EVP_DigestInit_ex2(context, algorithm, nullptr) == 1
        && EVP_DigestUpdate(context, first.data(), first.size()) == 1
        && EVP_DigestUpdate(context, second.data(), second.size()) == 1
        && EVP_DigestFinal_ex(context, out.data(), nullptr) == 1;
}

} // namespace

// OpenSSL's own HMAC spends twice as long on copies of its contexts as on the hashes, and keeps the
// key until its context is freed.
base::Result<Digest> hmac(Hash hash, base::ByteView key, base::ByteView message)
{
    constexpr std::uint8_t InnerMask = 0x36;
    constexpr std::uint8_t OuterMask = 0x5c;
    const base::Error failed { base::ErrorCode::CryptoFailed, "HMAC" };
    const EVP_MD* const algorithm = messageDigest(hash);
    const DigestContext context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    if (!algorithm || !context)
        return failed;
    Digest mac(hashSize(hash));
    KeyBlock block(static_cast<std::size_t>(EVP_MD_get_block_size(algorithm)));
    if (key.size() <= block.bytes().size())
        std::ranges::copy(key, block.bytes().begin());
    else if (!hashOfTwo(context.get(), algorithm, key, {}, block.bytes()))
        return failed;
    block.mask(InnerMask);
    if (!hashOfTwo(context.get(), algorithm, block.bytes(), message, mac.bytes()))
        return failed;
    block.mask(InnerMask ^ OuterMask);
    if (!hashOfTwo(context.get(), algorithm, block.bytes(), mac.view(), mac.bytes()))
        return failed;
    return mac;
}

base::Result<Digest> digest(Hash hash, base::ByteView message)
{
    Digest result(hashSize(hash));
    if (EVP_Digest(message.data(), message.size(), result.bytes().data(), nullptr,
            messageDigest(hash), nullptr)
        != 1)
        return base::Error { base::ErrorCode::CryptoFailed, "digest" };
    return result;
}

} // namespace crypto
