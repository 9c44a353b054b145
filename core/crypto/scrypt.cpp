// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/scrypt.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <memory>

namespace crypto {

namespace {

/// OpenSSL's own bound is 32 MiB; the caller has set one already.
constexpr std::uint64_t NoFurtherBound = std::uint64_t { 1 } << 40;

} // namespace

base::Result<SecretBytes> scrypt(
    base::ByteView passphrase, base::ByteView salt, const ScryptCosts& costs, std::size_t size)
{
    base::Result<SecretBytes> derived = SecretBytes::ofSize(size);
    if (!derived)
        return derived;
    // OSSL_PARAM takes non-const pointers for what it only reads, and no null ones.
    static constexpr std::uint8_t NoByte = 0;
    const auto octets = [](const char* name, base::ByteView bytes) {
        const std::uint8_t* const data = bytes.empty() ? &NoByte : bytes.data();
        return OSSL_PARAM_construct_octet_string(
            name, const_cast<std::uint8_t*>(data), bytes.size());
    };
    std::uint64_t n = costs.n;
    std::uint64_t r = costs.r;
    std::uint64_t p = costs.p;
    std::uint64_t bound = NoFurtherBound;
    const OSSL_PARAM params[] = {
        octets(OSSL_KDF_PARAM_PASSWORD, passphrase),
        octets(OSSL_KDF_PARAM_SALT, salt),
        OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_N, &n),
        OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_R, &r),
        OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_P, &p),
        OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_MAXMEM, &bound),
        OSSL_PARAM_construct_end(),
    };
    EVP_KDF* kdf = EVP_KDF_fetch(nullptr, "SCRYPT", nullptr);
    const std::unique_ptr<EVP_KDF_CTX, decltype(&EVP_KDF_CTX_free)> context(
        EVP_KDF_CTX_new(kdf), EVP_KDF_CTX_free);
    EVP_KDF_free(kdf);
    if (!context || EVP_KDF_derive(context.get(), derived->bytes().data(), size, params) != 1)
        return base::Error { base::ErrorCode::CryptoFailed, "scrypt" };
    return derived;
}

} // namespace crypto
