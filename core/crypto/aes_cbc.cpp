// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/aes_cbc.h"

#include <openssl/evp.h>

#include <climits>
#include <memory>
#include <optional>

namespace crypto {

namespace {

/// How many bytes stand before the padding; nothing if it is none.
std::optional<std::size_t> sizeWithoutPadding(base::ByteView padded)
{
    const std::size_t padding = padded.back();
    if (padding == 0 || padding > CbcBlockSize)
        return std::nullopt;
    for (const std::uint8_t byte : padded.last(padding)) {
        if (byte != padding)
            return std::nullopt;
    }
    return padded.size() - padding;
}

base::Error notSealed()
{
    return { base::ErrorCode::Damaged, "AES-256-CBC", { "ciphertext" } };
}

} // namespace

base::Result<void> aesCbcOpenBlocks(
    CbcKey key, CbcBlock iv, base::ByteView sealed, base::MutableByteView out)
{
    Q_ASSERT(out.size() == sealed.size() && sealed.size() <= INT_MAX);
    if (sealed.empty() || sealed.size() % CbcBlockSize != 0)
        return notSealed();
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(
        EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    int length = 0;
    if (!context
        || EVP_DecryptInit_ex2(context.get(), EVP_aes_256_cbc(), key.data(), iv.data(), nullptr)
            != 1
        || EVP_CIPHER_CTX_set_padding(context.get(), 0) != 1
        || EVP_DecryptUpdate(
               context.get(), out.data(), &length, sealed.data(), static_cast<int>(sealed.size()))
            != 1) {
        cleanse(out);
        return base::Error { base::ErrorCode::CryptoFailed, "AES-256-CBC" };
    }
    return {};
}

base::Result<std::size_t> aesCbcOpen(
    CbcKey key, CbcBlock iv, base::ByteView sealed, base::MutableByteView out)
{
    if (const base::Result<void> opened = aesCbcOpenBlocks(key, iv, sealed, out); !opened)
        return opened.error();
    const std::optional<std::size_t> size = sizeWithoutPadding(out);
    cleanse(out.subspan(size.value_or(0)));
    if (!size)
        return notSealed();
    return *size;
}

base::Result<void> aesCbcSeal(
    CbcKey key, CbcBlock iv, base::ByteView plain, base::MutableByteView out)
{
    Q_ASSERT(out.size() == cbcSealedSize(plain.size()) && out.size() <= INT_MAX);
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(
        EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    int length = 0;
    int last = 0;
    if (!context
        || EVP_EncryptInit_ex2(context.get(), EVP_aes_256_cbc(), key.data(), iv.data(), nullptr)
            != 1
        || EVP_EncryptUpdate(
               context.get(), out.data(), &length, plain.data(), static_cast<int>(plain.size()))
            != 1
        || EVP_EncryptFinal_ex(context.get(), out.data() + length, &last) != 1) {
        cleanse(out);
        return base::Error { base::ErrorCode::CryptoFailed, "AES-256-CBC" };
    }
    return {};
}

} // namespace crypto
