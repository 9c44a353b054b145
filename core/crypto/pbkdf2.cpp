// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/pbkdf2.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <memory>

namespace crypto {

namespace {

const char* opensslName(Hash hash)
{
    switch (hash) {
    case Hash::Md5:
        return "MD5";
    case Hash::Sha1:
        return "SHA1";
    case Hash::Sha224:
        return "SHA224";
    case Hash::Sha256:
        return "SHA256";
    case Hash::Sha384:
        return "SHA384";
    case Hash::Sha512:
        return "SHA512";
    }
    return "";
}

} // namespace

base::Result<SecretBytes> pbkdf2(Hash hash, base::ByteView password, base::ByteView salt,
    std::uint32_t iterations, std::size_t size)
{
    base::Result<SecretBytes> derived = SecretBytes::ofSize(size);
    if (!derived)
        return derived;
    // OSSL_PARAM takes non-const pointers for what it only reads; a null one would mean "not set".
    static constexpr std::uint8_t NoByte = 0;
    const auto octets = [](const char* name, base::ByteView bytes) {
        const std::uint8_t* const data = bytes.empty() ? &NoByte : bytes.data();
        return OSSL_PARAM_construct_octet_string(
            name, const_cast<std::uint8_t*>(data), bytes.size());
    };
    const OSSL_PARAM params[] = {
        OSSL_PARAM_construct_utf8_string(
            OSSL_KDF_PARAM_DIGEST, const_cast<char*>(opensslName(hash)), 0),
        octets(OSSL_KDF_PARAM_PASSWORD, password),
        octets(OSSL_KDF_PARAM_SALT, salt),
        OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ITER, &iterations),
        OSSL_PARAM_construct_end(),
    };
    EVP_KDF* kdf = EVP_KDF_fetch(nullptr, "PBKDF2", nullptr);
    const std::unique_ptr<EVP_KDF_CTX, decltype(&EVP_KDF_CTX_free)> context(
        EVP_KDF_CTX_new(kdf), EVP_KDF_CTX_free);
    EVP_KDF_free(kdf);
    if (!context || EVP_KDF_derive(context.get(), derived->bytes().data(), size, params) != 1)
        return base::Error { base::ErrorCode::CryptoFailed, "PBKDF2" };
    return derived;
}

} // namespace crypto
