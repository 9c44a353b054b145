// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/hmac.h"
#include "core/crypto/random.h"

#include <array>

/// Signatures of push protocols: ECDSA on P-256 and RSA, each with the keys it needs. A private key
/// is bytes in the secure heap and becomes a key of the library for one signature only.
namespace crypto {

/// One coordinate of a point of P-256, or half of a signature: 32 bytes, big-endian, with the
/// leading zeros that belong to it.
using P256Number = std::array<std::uint8_t, 32>;

struct EcPublicKey
{
    P256Number x = {};
    P256Number y = {};

    bool operator==(const EcPublicKey&) const = default;
};

struct EcKeyPair
{
    SecretBytes privateKey; ///< the scalar, 32 bytes, big-endian
    EcPublicKey publicKey;
};

/// r and s, one after the other (RFC 7518, section 3.4).
using EcSignature = std::array<std::uint8_t, 64>;

/// A new key pair. RandomFailed where the source gives no bytes, or none that are a scalar.
base::Result<EcKeyPair> generateEcKey(RandomSource& random);

/// The point that belongs to a scalar; CryptoFailed unless it is 32 bytes, not zero, and less than
/// the order of the group.
base::Result<EcPublicKey> ecPublicKey(base::ByteView privateKey);

/// ES256: ECDSA with SHA-256. The library takes the nonce from its own generator and the key
/// together, so that a generator that repeats itself does not give the key away.
base::Result<EcSignature> signEs256(base::ByteView privateKey, base::ByteView message);

/// Whether the signature (64 bytes) is this key's under the message. A point beside the curve has
/// no signatures.
bool verifyEs256(const EcPublicKey& key, base::ByteView message, base::ByteView signature);

/// A public key of RSA that is safe to calculate with: 2048 to 8192 bits, an odd exponent of at
/// most 8 bytes. The bounds are there because keys come from servers and the time of one operation
/// grows with both numbers.
class RsaPublicKey
{
public:
    static constexpr int SmallestBits = 2048;
    static constexpr int LargestBits = 8192;

    /// Both big-endian; leading zeros are dropped. InvalidField ("key") outside the bounds.
    static base::Result<RsaPublicKey> of(base::ByteView modulus, base::ByteView exponent);

    const base::Bytes& modulus() const { return m_modulus; } ///< without a leading zero
    const base::Bytes& exponent() const { return m_exponent; } ///< without a leading zero

    bool operator==(const RsaPublicKey&) const = default;

private:
    RsaPublicKey(base::Bytes modulus, base::Bytes exponent);

    base::Bytes m_modulus;
    base::Bytes m_exponent;
};

struct RsaKeyPair
{
    SecretBytes privateKey; ///< PKCS#8, DER
    RsaPublicKey publicKey;
};

/// A new key pair with the exponent 65537. Always from the library's generator: its search for
/// primes takes no other source. Takes tenths of a second for 2048 bits and seconds for 4096.
base::Result<RsaKeyPair> generateRsaKey(int bits);

/// The public half of a private key in PKCS#8; CryptoFailed if it is none of RSA.
base::Result<RsaPublicKey> rsaPublicKey(base::ByteView privateKey);

/// RSASSA-PKCS1-v1_5 (RS256, RS384, RS512), as long as the modulus. Hash: SHA-256, -384 or -512.
base::Result<base::Bytes> signRsa(base::ByteView privateKey, Hash hash, base::ByteView message);

/// Whether the signature is this key's under the message.
bool verifyRsa(
    const RsaPublicKey& key, Hash hash, base::ByteView message, base::ByteView signature);

} // namespace crypto
