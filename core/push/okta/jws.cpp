// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/jws.h"

#include "core/base/base64.h"

#include <algorithm>
#include <array>

namespace push::okta {

namespace {

namespace json = base::json;

/// What the signature algorithms are called (RFC 7518, section 3.1).
struct RsaAlgorithm
{
    std::string_view name;
    crypto::Hash hash;
};
constexpr std::array RsaAlgorithms = {
    RsaAlgorithm { "RS256", crypto::Hash::Sha256 },
    RsaAlgorithm { "RS384", crypto::Hash::Sha384 },
    RsaAlgorithm { "RS512", crypto::Hash::Sha512 },
};

base::Error malformed(const char* what)
{
    return { base::ErrorCode::NotUnderstood, what };
}

base::Result<json::Value> readObject(const base::Bytes& text)
{
    const json::Limits limits { Jws::LargestSize, 2000, 16 };
    base::Result<json::Value> value = json::read(base::textOf(text), limits);
    if (value && !value->isObject())
        return malformed("part of a token: no object");
    return value;
}

const RsaAlgorithm* findAlgorithm(std::string_view name)
{
    const auto* const found = std::ranges::find(RsaAlgorithms, name, &RsaAlgorithm::name);
    return found == RsaAlgorithms.end() ? nullptr : found;
}

} // namespace

base::Result<Jws> Jws::read(std::string_view compact)
{
    if (compact.size() > LargestSize)
        return base::Error { base::ErrorCode::TooLarge, "token", { "token" } };
    const std::size_t first = compact.find('.');
    const std::size_t second =
        compact.find('.', first == std::string_view::npos ? first : first + 1);
    if (second == std::string_view::npos || compact.find('.', second + 1) != std::string_view::npos)
        return malformed("token: not three parts");
    const auto header = base::decodeBase64Url(compact.substr(0, first));
    const auto claims = base::decodeBase64Url(compact.substr(first + 1, second - first - 1));
    const auto signature = base::decodeBase64Url(compact.substr(second + 1));
    if (!header || !claims || !signature)
        return malformed("token: not Base64url");
    Jws token;
    const base::ByteView signingInput = base::bytesOf(compact.substr(0, second));
    token.m_signingInput.assign(signingInput.begin(), signingInput.end());
    token.m_headerText = *header;
    token.m_claimsText = *claims;
    token.m_signature = *signature;
    base::Result<json::Value> headerValue = readObject(token.m_headerText);
    if (!headerValue)
        return headerValue.error();
    base::Result<json::Value> claimsValue = readObject(token.m_claimsText);
    if (!claimsValue)
        return claimsValue.error();
    token.m_header = std::move(*headerValue);
    token.m_claims = std::move(*claimsValue);
    return token;
}

std::string Jws::algorithm() const
{
    return json::textOf(m_header, "alg");
}

std::string Jws::type() const
{
    return json::textOf(m_header, "typ");
}

std::string Jws::keyId() const
{
    return json::textOf(m_header, "kid");
}

bool Jws::isSignedWithRsa() const
{
    return findAlgorithm(algorithm()) != nullptr;
}

bool Jws::isSignedBy(const crypto::RsaPublicKey& key) const
{
    const RsaAlgorithm* const rsa = findAlgorithm(algorithm());
    return rsa && crypto::verifyRsa(key, rsa->hash, m_signingInput, m_signature);
}

bool Jws::isSignedBy(const crypto::EcPublicKey& key) const
{
    return algorithm() == "ES256" && crypto::verifyEs256(key, m_signingInput, m_signature);
}

base::Result<std::string> newUuid(crypto::RandomSource& random)
{
    std::array<std::uint8_t, 16> bytes = {};
    if (const base::Result<void> filled = random.fill(bytes); !filled)
        return filled.error();
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x40);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);
    std::string uuid = base::toHex(bytes);
    for (const std::size_t position : { 8, 13, 18, 23 })
        uuid.insert(position, 1, '-');
    std::ranges::transform(uuid, uuid.begin(),
        [](char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c; });
    return uuid;
}

base::json::Writer beginClaims(const TokenParties& parties, const TokenStamp& stamp)
{
    constexpr std::int64_t Lifetime = 300;
    const std::int64_t now = base::unixSeconds(stamp.now);
    json::Writer claims;
    claims.beginObject();
    claims.member("iss", parties.issuer);
    claims.member("aud", parties.audience);
    claims.member("sub", parties.subject);
    claims.member("iat", now);
    claims.member("exp", now + Lifetime);
    claims.member("nbf", now - Lifetime);
    claims.member("jti", stamp.id);
    return claims;
}

base::Result<std::string> signToken(
    const SigningKey& key, std::string_view type, const base::json::Writer& claims)
{
    json::Writer header;
    header.beginObject();
    header.member("alg", key.kind == KeyKind::Ec ? "ES256" : "RS256");
    header.member("typ", type);
    header.member("kid", key.id);
    header.endObject();
    std::string token = base::encodeBase64Url(base::bytesOf(std::string_view(header.written())));
    token += '.' + base::encodeBase64Url(base::bytesOf(std::string_view(claims.written())));
    const base::ByteView signingInput = base::bytesOf(std::string_view(token));
    base::Bytes signature;
    if (key.kind == KeyKind::Ec) {
        const auto made = crypto::signEs256(key.privateKey, signingInput);
        if (!made)
            return made.error();
        signature.assign(made->begin(), made->end());
    } else {
        const auto made = crypto::signRsa(key.privateKey, crypto::Hash::Sha256, signingInput);
        if (!made)
            return made.error();
        signature = *made;
    }
    return token + '.' + base::encodeBase64Url(signature);
}

} // namespace push::okta
