// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/kdf.h"

#include "core/crypto/argon2.h"
#include "core/crypto/openssl_kdf.h"
#include "core/crypto/pbkdf2.h"

#include <openssl/core_names.h>

namespace crypto {

base::Result<SecretBytes> hkdfSha256(
    base::ByteView key, base::ByteView salt, base::ByteView info, std::size_t size)
{
    const KdfParameter parameters[] = { { OSSL_KDF_PARAM_DIGEST, "SHA256" },
        { OSSL_KDF_PARAM_KEY, key }, { OSSL_KDF_PARAM_INFO, info }, { OSSL_KDF_PARAM_SALT, salt } };
    const std::size_t withoutSalt = std::size(parameters) - 1;
    return deriveByOpenssl("HKDF",
        std::span(parameters).first(salt.empty() ? withoutSalt : std::size(parameters)), size);
}

base::Result<SecretBytes> pbkdf2Sha256(
    base::ByteView password, base::ByteView salt, std::uint32_t iterations, std::size_t size)
{
    return pbkdf2(Hash::Sha256, password, salt, iterations, size);
}

base::Result<SecretBytes> argon2id(
    base::ByteView passphrase, base::ByteView salt, const Argon2Costs& costs, std::size_t size)
{
    return argon2({}, passphrase, salt, costs, size);
}

} // namespace crypto
