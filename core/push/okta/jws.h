// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/crypto/signature.h"

namespace push::okta {

/// A token in the compact serialisation (RFC 7515, section 7.1), decoded strictly: three parts of
/// Base64url without padding, header and claims JSON objects without duplicate names. That it can
/// be read says nothing about who wrote it.
class Jws
{
public:
    Jws(Jws&&) = default;
    Jws& operator=(Jws&&) = default;
    Jws(const Jws&) = delete;
    Jws& operator=(const Jws&) = delete;

    static constexpr std::size_t LargestSize = std::size_t { 16 } * 1024;

    /// TooLarge or NotUnderstood.
    static base::Result<Jws> read(std::string_view compact);

    const base::json::Value& header() const { return m_header; }
    const base::json::Value& claims() const { return m_claims; }
    std::string algorithm() const; ///< empty: none stated
    std::string type() const; ///< as written; empty: none stated
    std::string keyId() const; ///< empty: none stated

    /// Whether the algorithm is one that an organisation may sign with: RS256, RS384 or RS512.
    /// Asked before any key is looked at, so that no token chooses how a key is used.
    bool isSignedWithRsa() const;
    /// Whether the key has signed the bytes that were received.
    bool isSignedBy(const crypto::RsaPublicKey& key) const;
    /// The same for ES256, which devices sign with.
    bool isSignedBy(const crypto::EcPublicKey& key) const;

private:
    Jws() = default;

    // Vectors keep their memory when they are moved, and the values point into it.
    base::Bytes m_signingInput;
    base::Bytes m_headerText;
    base::Bytes m_claimsText;
    base::Bytes m_signature;
    base::json::Value m_header;
    base::json::Value m_claims;
};

enum class KeyKind { Ec, Rsa };

/// What signs a token of ours; the private key belongs to the caller.
struct SigningKey
{
    KeyKind kind = KeyKind::Ec;
    std::string id; ///< the `kid`, as the server knows it
    base::ByteView privateKey; ///< scalar of P-256, or PKCS#8
};

/// When a token is made, and the name that only it has.
struct TokenStamp
{
    base::Time now; ///< corrected by the server's clock where that is known
    std::string id; ///< `jti`: newUuid()
};

/// Who says it to whom: the claims that every token of ours has.
struct TokenParties
{
    std::string issuer;
    std::string audience;
    std::string subject;
};

/// A random UUID (RFC 9562, version 4) in capitals, as key ids and token ids are made.
base::Result<std::string> newUuid(crypto::RandomSource& random);

/// Begins the claims of a token: iss, aud, sub, iat, exp = iat + 300, nbf = iat - 300 (which
/// tolerates a fast clock), jti. The caller adds its own and ends the object.
base::json::Writer beginClaims(const TokenParties& parties, const TokenStamp& stamp);

/// ES256 or RS256 over the header {alg, typ, kid} and the claims; compact.
base::Result<std::string> signToken(
    const SigningKey& key, std::string_view type, const base::json::Writer& claims);

} // namespace push::okta
