// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/openssl_kdf.h"

#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <array>
#include <memory>

namespace crypto {

namespace {

/// OpenSSL takes non-const pointers for what it only reads.
OSSL_PARAM toOpenssl(const KdfParameter& parameter)
{
    if (const auto* const number = std::get_if<std::uint64_t>(&parameter.value))
        return OSSL_PARAM_construct_uint64(parameter.name, const_cast<std::uint64_t*>(number));
    if (const auto* const text = std::get_if<const char*>(&parameter.value))
        return OSSL_PARAM_construct_utf8_string(parameter.name, const_cast<char*>(*text), 0);
    // A null pointer would mean "not set", which an empty passphrase is not.
    static constexpr std::uint8_t NoByte = 0;
    const auto bytes = std::get<base::ByteView>(parameter.value);
    return OSSL_PARAM_construct_octet_string(parameter.name,
        const_cast<std::uint8_t*>(bytes.empty() ? &NoByte : bytes.data()), bytes.size());
}

} // namespace

base::Result<SecretBytes> deriveByOpenssl(
    const char* algorithm, std::span<const KdfParameter> parameters, std::size_t size)
{
    const base::Error failed { base::ErrorCode::CryptoFailed, algorithm };
    std::array<OSSL_PARAM, 8> params {};
    if (parameters.size() >= params.size())
        return failed;
    params.fill(OSSL_PARAM_construct_end());
    for (std::size_t i = 0; i < parameters.size(); ++i)
        params[i] = toOpenssl(parameters[i]);
    base::Result<SecretBytes> derived = SecretBytes::ofSize(size);
    if (!derived)
        return derived;
    EVP_KDF* kdf = EVP_KDF_fetch(nullptr, algorithm, nullptr);
    const std::unique_ptr<EVP_KDF_CTX, decltype(&EVP_KDF_CTX_free)> context(
        EVP_KDF_CTX_new(kdf), EVP_KDF_CTX_free);
    EVP_KDF_free(kdf);
    if (!context
        || EVP_KDF_derive(context.get(), derived->bytes().data(), size, params.data()) != 1)
        return failed;
    return derived;
}

} // namespace crypto
