// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/pbkdf2.h"

#include "core/crypto/openssl_kdf.h"

#include <openssl/core_names.h>

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
    const KdfParameter parameters[] = {
        { OSSL_KDF_PARAM_DIGEST, opensslName(hash) },
        { OSSL_KDF_PARAM_PASSWORD, password },
        { OSSL_KDF_PARAM_SALT, salt },
        { OSSL_KDF_PARAM_ITER, std::uint64_t { iterations } },
    };
    return deriveByOpenssl("PBKDF2", parameters, size);
}

} // namespace crypto
