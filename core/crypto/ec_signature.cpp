// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/ecdsa_der.h"
#include "core/crypto/signature.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <algorithm>
#include <memory>

namespace crypto {

namespace {

constexpr std::size_t NumberSize = sizeof(P256Number);
constexpr std::size_t PointSize = 1 + 2 * NumberSize; ///< 0x04, x, y
constexpr std::size_t LargestDer = 72;

// What signs puts its private number into the secure heap; BN_clear_free() wipes either kind.
using Number = std::unique_ptr<BIGNUM, decltype(&BN_clear_free)>;
using NumberContext = std::unique_ptr<BN_CTX, decltype(&BN_CTX_free)>;
using Point = std::unique_ptr<EC_POINT, decltype(&EC_POINT_free)>;
using Group = std::unique_ptr<EC_GROUP, decltype(&EC_GROUP_free)>;
using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)>;
using ParamBuilder = std::unique_ptr<OSSL_PARAM_BLD, decltype(&OSSL_PARAM_BLD_free)>;
using Params = std::unique_ptr<OSSL_PARAM, decltype(&OSSL_PARAM_free)>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

base::Error failed(const char* what)
{
    return { base::ErrorCode::CryptoFailed, what };
}

Group p256()
{
    return { EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1), EC_GROUP_free };
}

/// The scalar in the secure heap; null unless it is one of this group.
Number scalar(const EC_GROUP* group, base::ByteView privateKey)
{
    Number number(BN_secure_new(), BN_clear_free);
    if (!number || privateKey.size() != NumberSize
        || !BN_bin2bn(privateKey.data(), static_cast<int>(NumberSize), number.get())
        || BN_is_zero(number.get()) || BN_cmp(number.get(), EC_GROUP_get0_order(group)) >= 0)
        return { nullptr, BN_clear_free };
    BN_set_flags(number.get(), BN_FLG_CONSTTIME);
    return number;
}

Key keyFrom(OSSL_PARAM_BLD* builder, int selection)
{
    const Params params(OSSL_PARAM_BLD_to_param(builder), OSSL_PARAM_free);
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr), EVP_PKEY_CTX_free);
    EVP_PKEY* key = nullptr;
    if (!params || !context || EVP_PKEY_fromdata_init(context.get()) != 1
        || EVP_PKEY_fromdata(context.get(), &key, selection, params.get()) != 1)
        return { nullptr, EVP_PKEY_free };
    return { key, EVP_PKEY_free };
}

ParamBuilder builderOfGroup()
{
    ParamBuilder builder(OSSL_PARAM_BLD_new(), OSSL_PARAM_BLD_free);
    if (builder
        && OSSL_PARAM_BLD_push_utf8_string(
               builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0)
            != 1)
        builder.reset();
    return builder;
}

Key signingKey(base::ByteView privateKey)
{
    const Group group = p256();
    const Number number = group ? scalar(group.get(), privateKey) : Number(nullptr, BN_clear_free);
    const ParamBuilder builder = builderOfGroup();
    if (!number || !builder
        || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, number.get()) != 1)
        return { nullptr, EVP_PKEY_free };
    return keyFrom(builder.get(), EVP_PKEY_KEYPAIR);
}

Key verifyingKey(const EcPublicKey& publicKey)
{
    base::Bytes point = { POINT_CONVERSION_UNCOMPRESSED };
    base::append(point, publicKey.x);
    base::append(point, publicKey.y);
    const ParamBuilder builder = builderOfGroup();
    if (!builder
        || OSSL_PARAM_BLD_push_octet_string(
               builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size())
            != 1)
        return { nullptr, EVP_PKEY_free };
    return keyFrom(builder.get(), EVP_PKEY_PUBLIC_KEY);
}

} // namespace

base::Result<EcKeyPair> generateEcKey(RandomSource& random)
{
    // All but one in 2^32 of the 256-bit numbers are scalars of this group.
    constexpr int Tries = 8;
    for (int i = 0; i < Tries; ++i) {
        base::Result<SecretBytes> bytes = random.secret(NumberSize);
        if (!bytes)
            return bytes.error();
        if (const auto publicKey = ecPublicKey(bytes->view()); publicKey)
            return EcKeyPair { std::move(*bytes), *publicKey };
    }
    return base::Error { base::ErrorCode::RandomFailed, "no scalar of P-256" };
}

base::Result<EcPublicKey> ecPublicKey(base::ByteView privateKey)
{
    const Group group = p256();
    const NumberContext context(BN_CTX_secure_new(), BN_CTX_free);
    if (!group || !context)
        return failed("P-256");
    const Number number = scalar(group.get(), privateKey);
    const Point point(EC_POINT_new(group.get()), EC_POINT_free);
    std::array<std::uint8_t, PointSize> written = {};
    if (!number || !point
        || EC_POINT_mul(group.get(), point.get(), number.get(), nullptr, nullptr, context.get())
            != 1
        || EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED,
               written.data(), written.size(), context.get())
            != PointSize)
        return failed("point of P-256");
    EcPublicKey key;
    std::copy_n(written.begin() + 1, NumberSize, key.x.begin());
    std::copy_n(written.begin() + 1 + NumberSize, NumberSize, key.y.begin());
    return key;
}

base::Result<EcSignature> signEs256(base::ByteView privateKey, base::ByteView message)
{
    const Key key = signingKey(privateKey);
    const DigestContext context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    base::Bytes der(LargestDer);
    std::size_t size = der.size();
    if (!key || !context
        || EVP_DigestSignInit_ex(
               context.get(), nullptr, "SHA256", nullptr, nullptr, key.get(), nullptr)
            != 1
        || EVP_DigestSign(context.get(), der.data(), &size, message.data(), message.size()) != 1)
        return failed("ES256");
    der.resize(size);
    const std::optional<EcSignature> raw = rawFromDer(der);
    if (!raw)
        return failed("DER of ES256");
    return *raw;
}

bool verifyEs256(const EcPublicKey& publicKey, base::ByteView message, base::ByteView signature)
{
    const std::optional<base::Bytes> der = derFromRaw(signature);
    const Key key = verifyingKey(publicKey);
    const DigestContext context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    return der && key && context
        && EVP_DigestVerifyInit_ex(
               context.get(), nullptr, "SHA256", nullptr, nullptr, key.get(), nullptr)
        == 1
        && EVP_DigestVerify(context.get(), der->data(), der->size(), message.data(), message.size())
        == 1;
}

} // namespace crypto
