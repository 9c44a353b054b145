// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/aes_kdf.h"

#include "core/crypto/hmac.h"
#include "core/crypto/wiped_bytes.h"

#include <openssl/evp.h>

#include <algorithm>
#include <memory>

namespace crypto {

namespace {

constexpr std::size_t BlockSize = 16;
constexpr std::size_t BlocksAtOnce = 1024;

/// Encrypts a block over and over. In CBC mode each block of zeros comes out as the one before it,
/// encrypted: one call does a thousand rounds.
bool encryptRepeatedly(base::MutableByteView block, base::ByteView seed, std::uint64_t rounds)
{
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(
        EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    if (!context
        || EVP_EncryptInit_ex2(context.get(), EVP_aes_256_cbc(), seed.data(), block.data(), nullptr)
            != 1
        || EVP_CIPHER_CTX_set_padding(context.get(), 0) != 1)
        return false;
    const base::Bytes zeros(BlocksAtOnce * BlockSize);
    WipedBytes out(zeros.size());
    while (rounds > 0) {
        const std::uint64_t count = std::min<std::uint64_t>(rounds, BlocksAtOnce);
        const auto size = static_cast<std::size_t>(count) * BlockSize;
        int length = 0;
        if (EVP_EncryptUpdate(
                context.get(), out.data(), &length, zeros.data(), static_cast<int>(size))
            != 1)
            return false;
        std::ranges::copy(base::ByteView(out).subspan(size - BlockSize, BlockSize), block.begin());
        rounds -= count;
    }
    return true;
}

} // namespace

base::Result<SecretBytes> aesKdf(std::span<const std::uint8_t, AesKdfKeySize> key,
    std::span<const std::uint8_t, AesKdfSeedSize> seed, std::uint64_t rounds)
{
    auto halves = SecretBytes::copyOf(base::ByteView(key));
    if (!halves)
        return halves;
    if (!encryptRepeatedly(halves->bytes().first(BlockSize), seed, rounds)
        || !encryptRepeatedly(halves->bytes().last(BlockSize), seed, rounds))
        return base::Error { base::ErrorCode::CryptoFailed, "AES-KDF" };
    const auto hash = digest(Hash::Sha256, halves->view());
    if (!hash)
        return hash.error();
    return SecretBytes::copyOf(hash->view());
}

} // namespace crypto
