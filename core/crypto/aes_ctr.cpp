// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/aes_ctr.h"

#include <openssl/evp.h>

#include <climits>
#include <memory>

namespace crypto {

base::Result<void> aesCtr(
    CtrKey key, CtrBlock firstBlock, base::ByteView input, base::MutableByteView out)
{
    Q_ASSERT(out.size() == input.size() && input.size() <= INT_MAX);
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(
        EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    int length = 0;
    if (!context
        || EVP_EncryptInit_ex2(
               context.get(), EVP_aes_256_ctr(), key.data(), firstBlock.data(), nullptr)
            != 1
        || EVP_EncryptUpdate(
               context.get(), out.data(), &length, input.data(), static_cast<int>(input.size()))
            != 1) {
        cleanse(out);
        return base::Error { base::ErrorCode::CryptoFailed, "AES-256-CTR" };
    }
    return {};
}

} // namespace crypto
