// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"

#include <array>
#include <optional>

namespace crypto {

/// The numbers of a private key in the order of RSAPrivateKey (RFC 8017, section A.1.2): n, e, d,
/// p, q, d mod (p-1), d mod (q-1), 1/q mod p. Big-endian, positive.
using RsaNumbers = std::array<base::ByteView, 8>;

// PKCS#8 (RFC 5208) is written and read here because the library's own encoder and decoder leave
// copies of the key in memory that nobody wipes.

base::Result<SecretBytes> rsaPkcs8(const RsaNumbers& numbers);

/// Views into `pkcs8`; absent unless it is the one DER spelling of an RSA key of two primes. No
/// attributes.
std::optional<RsaNumbers> rsaNumbers(base::ByteView pkcs8);

} // namespace crypto
