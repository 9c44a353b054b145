// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/hmac.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <memory>

namespace crypto {

namespace {

using MacContext = std::unique_ptr<EVP_MAC_CTX, decltype(&EVP_MAC_CTX_free)>;

const char* digestName(Hash hash)
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

const EVP_MD* messageDigest(Hash hash)
{
    switch (hash) {
    case Hash::Md5:
        return EVP_md5();
    case Hash::Sha1:
        return EVP_sha1();
    case Hash::Sha224:
        return EVP_sha224();
    case Hash::Sha256:
        return EVP_sha256();
    case Hash::Sha384:
        return EVP_sha384();
    case Hash::Sha512:
        return EVP_sha512();
    }
    return nullptr;
}

/// A fresh context with the hash set. Looking an algorithm up by name takes longer than the HMAC
/// itself, so one unkeyed context per hash is kept and duplicated; it holds no secret.
MacContext newHmacContext(Hash hash)
{
    static thread_local std::array<MacContext, 6> prototypes = {
        MacContext(nullptr, EVP_MAC_CTX_free),
        MacContext(nullptr, EVP_MAC_CTX_free),
        MacContext(nullptr, EVP_MAC_CTX_free),
        MacContext(nullptr, EVP_MAC_CTX_free),
        MacContext(nullptr, EVP_MAC_CTX_free),
        MacContext(nullptr, EVP_MAC_CTX_free),
    };
    MacContext& prototype = prototypes[static_cast<std::size_t>(hash)];
    if (!prototype) {
        EVP_MAC* mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
        prototype.reset(EVP_MAC_CTX_new(mac));
        EVP_MAC_free(mac);
        // OSSL_PARAM takes a non-const pointer for text that it only reads.
        const OSSL_PARAM params[] = { OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST,
                                          const_cast<char*>(digestName(hash)), 0),
            OSSL_PARAM_construct_end() };
        if (prototype && EVP_MAC_CTX_set_params(prototype.get(), params) != 1)
            prototype.reset();
    }
    return { prototype ? EVP_MAC_CTX_dup(prototype.get()) : nullptr, EVP_MAC_CTX_free };
}

} // namespace

base::Result<Digest> hmac(Hash hash, base::ByteView key, base::ByteView message)
{
    const base::Error failed { base::ErrorCode::CryptoFailed, "HMAC" };
    const MacContext context = newHmacContext(hash);
    if (!context)
        return failed;
    // A null key would mean "keep the key of the context".
    static constexpr std::uint8_t NoByte = 0;
    const std::uint8_t* keyBytes = key.empty() ? &NoByte : key.data();
    Digest mac(hashSize(hash));
    std::size_t length = 0;
    if (EVP_MAC_init(context.get(), keyBytes, key.size(), nullptr) != 1
        || EVP_MAC_update(context.get(), message.data(), message.size()) != 1
        || EVP_MAC_final(context.get(), mac.bytes().data(), &length, mac.bytes().size()) != 1)
        return failed;
    return mac;
}

base::Result<Digest> digest(Hash hash, base::ByteView message)
{
    Digest result(hashSize(hash));
    if (EVP_Digest(message.data(), message.size(), result.bytes().data(), nullptr,
            messageDigest(hash), nullptr)
        != 1)
        return base::Error { base::ErrorCode::CryptoFailed, "digest" };
    return result;
}

} // namespace crypto
