// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/rsa_private_key.h"
#include "core/crypto/signature.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

#include <bit>
#include <memory>

namespace crypto {

namespace {

constexpr std::size_t LargestExponent = 8; ///< bytes

/// What the library calls the numbers of RsaNumbers.
constexpr std::array<const char*, 8> NumberNames = { OSSL_PKEY_PARAM_RSA_N, OSSL_PKEY_PARAM_RSA_E,
    OSSL_PKEY_PARAM_RSA_D, OSSL_PKEY_PARAM_RSA_FACTOR1, OSSL_PKEY_PARAM_RSA_FACTOR2,
    OSSL_PKEY_PARAM_RSA_EXPONENT1, OSSL_PKEY_PARAM_RSA_EXPONENT2,
    OSSL_PKEY_PARAM_RSA_COEFFICIENT1 };

using Number = std::unique_ptr<BIGNUM, decltype(&BN_clear_free)>;
using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)>;
using ParamBuilder = std::unique_ptr<OSSL_PARAM_BLD, decltype(&OSSL_PARAM_BLD_free)>;
using Params = std::unique_ptr<OSSL_PARAM, decltype(&OSSL_PARAM_free)>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

base::Error rsaFailed(const char* what)
{
    return { base::ErrorCode::CryptoFailed, what };
}

/// Null for a hash that no signature of ours uses.
const char* rsaDigestName(Hash hash)
{
    switch (hash) {
    case Hash::Sha256:
        return "SHA256";
    case Hash::Sha384:
        return "SHA384";
    case Hash::Sha512:
        return "SHA512";
    default:
        return nullptr;
    }
}

/// The key of the first numbers of RsaNumbers: two make a public key, all a private one.
Key keyOf(std::span<const base::ByteView> numbers)
{
    const bool isPrivate = numbers.size() == NumberNames.size();
    const ParamBuilder builder(OSSL_PARAM_BLD_new(), OSSL_PARAM_BLD_free);
    std::vector<Number> kept; // the builder only points to them
    for (std::size_t i = 0; builder && i < numbers.size(); ++i) {
        kept.emplace_back(isPrivate ? BN_secure_new() : BN_new(), BN_clear_free);
        BIGNUM* const number = kept.back().get();
        if (!number || !BN_bin2bn(numbers[i].data(), static_cast<int>(numbers[i].size()), number)
            || OSSL_PARAM_BLD_push_BN(builder.get(), NumberNames[i], number) != 1)
            return { nullptr, EVP_PKEY_free };
    }
    const Params params(
        builder ? OSSL_PARAM_BLD_to_param(builder.get()) : nullptr, OSSL_PARAM_free);
    const KeyContext context(
        EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr), EVP_PKEY_CTX_free);
    EVP_PKEY* key = nullptr;
    if (!params || !context || EVP_PKEY_fromdata_init(context.get()) != 1
        || EVP_PKEY_fromdata(context.get(), &key,
               isPrivate ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY, params.get())
            != 1)
        return { nullptr, EVP_PKEY_free };
    return { key, EVP_PKEY_free };
}

base::Result<SecretBytes> numberOf(const EVP_PKEY* key, const char* name)
{
    BIGNUM* number = BN_secure_new();
    const bool isRead = number && EVP_PKEY_get_bn_param(key, name, &number) == 1;
    const Number kept(number, BN_clear_free);
    if (!isRead)
        return rsaFailed("number of an RSA key");
    base::Result<SecretBytes> bytes =
        SecretBytes::ofSize(static_cast<std::size_t>(BN_num_bytes(number)));
    if (bytes)
        BN_bn2bin(number, bytes->bytes().data());
    return bytes;
}

base::Bytes trimmedNumber(base::ByteView number)
{
    while (!number.empty() && number[0] == 0)
        number = number.subspan(1);
    return { number.begin(), number.end() };
}

int bitLength(const base::Bytes& number)
{
    return number.empty()
        ? 0
        : static_cast<int>(number.size() - 1) * 8 + static_cast<int>(std::bit_width(number[0]));
}

bool isOdd(const base::Bytes& number)
{
    return !number.empty() && (number.back() & 1) == 1;
}

} // namespace

RsaPublicKey::RsaPublicKey(base::Bytes modulus, base::Bytes exponent)
    : m_modulus(std::move(modulus)),
      m_exponent(std::move(exponent))
{ }

base::Result<RsaPublicKey> RsaPublicKey::of(base::ByteView modulus, base::ByteView exponent)
{
    base::Bytes n = trimmedNumber(modulus);
    base::Bytes e = trimmedNumber(exponent);
    const bool isOne = e.size() == 1 && e[0] == 1;
    if (bitLength(n) < SmallestBits || bitLength(n) > LargestBits || !isOdd(n) || !isOdd(e) || isOne
        || e.size() > LargestExponent)
        return base::Error { base::ErrorCode::InvalidField, "public key of RSA", { "key" } };
    return RsaPublicKey(std::move(n), std::move(e));
}

base::Result<RsaKeyPair> generateRsaKey(int bits)
{
    if (bits < RsaPublicKey::SmallestBits || bits > RsaPublicKey::LargestBits)
        return rsaFailed("size of an RSA key");
    const Key key(EVP_RSA_gen(static_cast<unsigned int>(bits)), EVP_PKEY_free);
    if (!key)
        return rsaFailed("new RSA key");
    std::array<SecretBytes, NumberNames.size()> numbers;
    RsaNumbers views;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        base::Result<SecretBytes> number = numberOf(key.get(), NumberNames[i]);
        if (!number)
            return number.error();
        numbers[i] = std::move(*number);
        views[i] = numbers[i].view();
    }
    base::Result<SecretBytes> pkcs8 = rsaPkcs8(views);
    if (!pkcs8)
        return pkcs8.error();
    const base::Result<RsaPublicKey> publicKey = RsaPublicKey::of(views[0], views[1]);
    if (!publicKey)
        return publicKey.error();
    return RsaKeyPair { std::move(*pkcs8), *publicKey };
}

base::Result<RsaPublicKey> rsaPublicKey(base::ByteView privateKey)
{
    const std::optional<RsaNumbers> numbers = rsaNumbers(privateKey);
    if (!numbers)
        return rsaFailed("private RSA key");
    return RsaPublicKey::of((*numbers)[0], (*numbers)[1]);
}

base::Result<base::Bytes> signRsa(base::ByteView privateKey, Hash hash, base::ByteView message)
{
    const std::optional<RsaNumbers> numbers = rsaNumbers(privateKey);
    const char* const digest = rsaDigestName(hash);
    if (!numbers || !digest || !RsaPublicKey::of((*numbers)[0], (*numbers)[1]))
        return rsaFailed("private RSA key");
    const Key key = keyOf(*numbers);
    const DigestContext context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    base::Bytes signature((*numbers)[0].size());
    std::size_t size = signature.size();
    if (!key || !context
        || EVP_DigestSignInit_ex(
               context.get(), nullptr, digest, nullptr, nullptr, key.get(), nullptr)
            != 1
        || EVP_DigestSign(context.get(), signature.data(), &size, message.data(), message.size())
            != 1)
        return rsaFailed("RSA signature");
    signature.resize(size);
    return signature;
}

bool verifyRsa(
    const RsaPublicKey& publicKey, Hash hash, base::ByteView message, base::ByteView signature)
{
    const char* const digest = rsaDigestName(hash);
    const std::array<base::ByteView, 2> numbers = { publicKey.modulus(), publicKey.exponent() };
    const Key key = keyOf(numbers);
    const DigestContext context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    return digest && key && context
        && EVP_DigestVerifyInit_ex(
               context.get(), nullptr, digest, nullptr, nullptr, key.get(), nullptr)
        == 1
        && EVP_DigestVerify(
               context.get(), signature.data(), signature.size(), message.data(), message.size())
        == 1;
}

} // namespace crypto
