// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/gcm_open.h"

#include "core/crypto/openssl_length.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <memory>

namespace crypto {

namespace {

constexpr std::size_t LongestNonce = 128; ///< of OpenSSL

} // namespace

base::Result<void> gcmOpen(AeadKey key, base::ByteView nonce, base::ByteView associatedData,
    base::ByteView sealed, base::MutableByteView out)
{
    if (sealed.size() < AeadTagSize || nonce.empty() || nonce.size() > LongestNonce)
        return base::Error { base::ErrorCode::Damaged, "AES-256-GCM: sizes" };
    const base::ByteView ciphertext = sealed.first(sealed.size() - AeadTagSize);
    Q_ASSERT(out.size() == ciphertext.size());
    // EVP_CIPHER_CTX_ctrl takes a non-const pointer for the tag that it only reads.
    std::array<std::uint8_t, AeadTagSize> tag;
    std::ranges::copy(sealed.last(AeadTagSize), tag.begin());
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> holder(
        EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    EVP_CIPHER_CTX* const context = holder.get();
    int length = 0;
    std::uint8_t unused[AeadTagSize];
    // The size of the nonce has to be known before the nonce itself.
    const bool opened = context
        && EVP_DecryptInit_ex2(context, EVP_aes_256_gcm(), nullptr, nullptr, nullptr) == 1
        && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_IVLEN, lengthOf(nonce), nullptr) == 1
        && EVP_DecryptInit_ex2(context, nullptr, key.data(), nonce.data(), nullptr) == 1
        && EVP_DecryptUpdate(
               context, nullptr, &length, associatedData.data(), lengthOf(associatedData))
            == 1
        && EVP_DecryptUpdate(context, out.data(), &length, ciphertext.data(), lengthOf(ciphertext))
            == 1
        && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, AeadTagSize, tag.data()) == 1
        && EVP_DecryptFinal_ex(context, unused, &length) == 1;
    if (opened)
        return {};
    cleanse(out);
    return base::Error { base::ErrorCode::Damaged, "AES-256-GCM: tag does not verify" };
}

} // namespace crypto
