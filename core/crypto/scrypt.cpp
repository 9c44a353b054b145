// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/scrypt.h"

#include "core/crypto/openssl_kdf.h"

#include <openssl/core_names.h>

namespace crypto {

namespace {

/// OpenSSL's own bound is 32 MiB; the caller has set one already.
constexpr std::uint64_t NoFurtherBound = std::uint64_t { 1 } << 40;

} // namespace

base::Result<SecretBytes> scrypt(
    base::ByteView passphrase, base::ByteView salt, const ScryptCosts& costs, std::size_t size)
{
    const KdfParameter parameters[] = {
        { OSSL_KDF_PARAM_PASSWORD, passphrase },
        { OSSL_KDF_PARAM_SALT, salt },
        { OSSL_KDF_PARAM_SCRYPT_N, std::uint64_t { costs.n } },
        { OSSL_KDF_PARAM_SCRYPT_R, std::uint64_t { costs.r } },
        { OSSL_KDF_PARAM_SCRYPT_P, std::uint64_t { costs.p } },
        { OSSL_KDF_PARAM_SCRYPT_MAXMEM, NoFurtherBound },
    };
    return deriveByOpenssl("SCRYPT", parameters, size);
}

} // namespace crypto
