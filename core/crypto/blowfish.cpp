// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/blowfish.h"

#include <openssl/evp.h>
#include <openssl/provider.h>

#include <climits>
#include <memory>

namespace crypto {

namespace {

template <auto Free> struct Freed
{
    template <typename T> void operator()(T* object) const { Free(object); }
};

using Library = std::unique_ptr<OSSL_LIB_CTX, Freed<OSSL_LIB_CTX_free>>;
using Provider = std::unique_ptr<OSSL_PROVIDER, Freed<OSSL_PROVIDER_unload>>;
using Cipher = std::unique_ptr<EVP_CIPHER, Freed<EVP_CIPHER_free>>;
using Context = std::unique_ptr<EVP_CIPHER_CTX, Freed<EVP_CIPHER_CTX_free>>;

} // namespace

base::Result<void> blowfishOpen(BlowfishKey key, base::ByteView sealed, base::MutableByteView out)
{
    Q_ASSERT(out.size() == sealed.size() && sealed.size() <= INT_MAX);
    if (sealed.size() % BlowfishBlockSize != 0)
        return base::Error { base::ErrorCode::Damaged, "Blowfish", { "ciphertext" } };
    // In a library of its own: no other part of the program gets to see the old ciphers.
    const Library library(OSSL_LIB_CTX_new());
    const Provider provider(library ? OSSL_PROVIDER_load(library.get(), "legacy") : nullptr);
    const Cipher cipher(provider ? EVP_CIPHER_fetch(library.get(), "BF-ECB", nullptr) : nullptr);
    const Context context(cipher ? EVP_CIPHER_CTX_new() : nullptr);
    int length = 0;
    const bool isDone = context
        && EVP_DecryptInit_ex2(context.get(), cipher.get(), nullptr, nullptr, nullptr) == 1
        && EVP_CIPHER_CTX_set_key_length(context.get(), BlowfishKeySize) == 1
        && EVP_DecryptInit_ex2(context.get(), nullptr, key.data(), nullptr, nullptr) == 1
        && EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1
        && EVP_DecryptUpdate(
               context.get(), out.data(), &length, sealed.data(), static_cast<int>(sealed.size()))
            == 1;
    if (isDone)
        return {};
    cleanse(out);
    return base::Error { base::ErrorCode::CryptoFailed, "Blowfish" };
}

} // namespace crypto
