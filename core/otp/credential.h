// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/hmac.h"

#include <cstdint>
#include <string_view>
#include <variant>

namespace otp {

/// Time-based codes (RFC 6238).
struct Totp
{
    crypto::Hash algorithm = crypto::Hash::Sha1;
    int digits = 6; ///< 1 to 10
    int period = 30; ///< seconds, 1 to 86,400

    bool operator==(const Totp&) const = default;
};

/// Counter-based codes (RFC 4226).
struct Hotp
{
    crypto::Hash algorithm = crypto::Hash::Sha1;
    int digits = 6; ///< 1 to 10
    std::uint64_t counter = 0; ///< of the next, unused code

    bool operator==(const Hotp&) const = default;
};

/// Steam's codes: letters and digits of an alphabet of its own, SHA-1.
struct Steam
{
    int digits = 5; ///< characters, 1 to 10
    int period = 30; ///< seconds

    bool operator==(const Steam&) const = default;
};

/// Mobile-OTP: MD5 over time, the secret as the text it was given (usually lower-case hex), PIN.
struct Motp
{
    int digits = 6;
    int period = 10; ///< seconds

    bool operator==(const Motp&) const = default;
};

/// Yandex codes: eight letters, a PIN mixed into the key.
struct Yandex
{
    int digits = 8;
    int period = 30; ///< seconds

    bool operator==(const Yandex&) const = default;
};

/// Nothing: an account that has no more than a push registration.
struct NoCode
{
    bool operator==(const NoCode&) const = default;
};

/// What makes codes, without the secret: no field that does not apply.
using Credential = std::variant<Totp, Hotp, Steam, Motp, Yandex, NoCode>;

/// "totp", "hotp", "steam", "motp", "yandex", "push".
std::string_view typeName(const Credential& credential);

/// False for NoCode: there is no secret, no code, and no link that says it.
bool makesCodes(const Credential& credential);

/// Unsupported ("push"), for what needs a credential that makes codes.
base::Error noCodes();

/// Whether a code is made with a PIN (mOTP, Yandex).
bool needsPin(const Credential& credential);

/// "SHA1", "SHA256", … as links and the vault spell it.
std::string_view algorithmName(crypto::Hash algorithm);

/// What `algorithm` may be for TOTP and HOTP, as the argument of an InvalidField.
constexpr std::string_view AllowedAlgorithms = "SHA1, SHA224, SHA256, SHA384, SHA512";

/// The field and the value that lie outside the ranges above: InvalidField.
base::Result<void> checkCredential(const Credential& credential);

} // namespace otp
