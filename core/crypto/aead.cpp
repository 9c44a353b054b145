// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/aead.h"

#include "core/crypto/openssl_length.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <memory>

namespace crypto {

namespace {

using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

const EVP_CIPHER* aes256Gcm()
{
    // Fetched once: a lookup by name for each sealed secret would cost more than the cipher.
    static const EVP_CIPHER* const Cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    return Cipher;
}

} // namespace

base::Result<void> aeadSeal(AeadKey key, AeadNonce nonce, base::ByteView associatedData,
    base::ByteView plaintext, base::MutableByteView out)
{
    Q_ASSERT(out.size() == plaintext.size() + AeadTagSize);
    const CipherContext context(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    int length = 0;
    std::uint8_t* const tag = out.data() + plaintext.size();
    if (!context
        || EVP_EncryptInit_ex2(context.get(), aes256Gcm(), key.data(), nonce.data(), nullptr) != 1
        || EVP_EncryptUpdate(
               context.get(), nullptr, &length, associatedData.data(), lengthOf(associatedData))
            != 1
        || EVP_EncryptUpdate(
               context.get(), out.data(), &length, plaintext.data(), lengthOf(plaintext))
            != 1
        || EVP_EncryptFinal_ex(context.get(), tag, &length) != 1
        || EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, AeadTagSize, tag) != 1)
        return base::Error { base::ErrorCode::CryptoFailed, "AES-256-GCM seal" };
    return {};
}

base::Result<void> aeadOpen(AeadKey key, AeadNonce nonce, base::ByteView associatedData,
    base::ByteView sealed, base::MutableByteView out)
{
    if (sealed.size() < AeadTagSize)
        return base::Error { base::ErrorCode::Damaged, "AES-256-GCM: shorter than its tag" };
    const base::ByteView ciphertext = sealed.first(sealed.size() - AeadTagSize);
    Q_ASSERT(out.size() == ciphertext.size());
    // EVP_CIPHER_CTX_ctrl takes a non-const pointer for the tag that it only reads.
    std::array<std::uint8_t, AeadTagSize> tag;
    std::ranges::copy(sealed.last(AeadTagSize), tag.begin());
    const CipherContext context(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    int length = 0;
    std::uint8_t unused[AeadTagSize];
    const bool opened = context
        && EVP_DecryptInit_ex2(context.get(), aes256Gcm(), key.data(), nonce.data(), nullptr) == 1
        && EVP_DecryptUpdate(
               context.get(), nullptr, &length, associatedData.data(), lengthOf(associatedData))
            == 1
        && EVP_DecryptUpdate(
               context.get(), out.data(), &length, ciphertext.data(), lengthOf(ciphertext))
            == 1
        && EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, AeadTagSize, tag.data()) == 1
        && EVP_DecryptFinal_ex(context.get(), unused, &length) == 1;
    if (!opened) {
        cleanse(out);
        return base::Error { base::ErrorCode::Damaged, "AES-256-GCM: tag does not verify" };
    }
    return {};
}

base::Result<void> aeadReadUnverified(
    AeadKey key, AeadNonce nonce, base::ByteView ciphertext, base::MutableByteView out)
{
    Q_ASSERT(out.size() == ciphertext.size());
    const CipherContext context(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    int length = 0;
    if (!context
        || EVP_DecryptInit_ex2(context.get(), aes256Gcm(), key.data(), nonce.data(), nullptr) != 1
        || EVP_DecryptUpdate(
               context.get(), out.data(), &length, ciphertext.data(), lengthOf(ciphertext))
            != 1) {
        cleanse(out);
        return base::Error { base::ErrorCode::CryptoFailed, "AES-256-GCM without its tag" };
    }
    return {};
}

} // namespace crypto
