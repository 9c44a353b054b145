// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/otp/typed_secret.h"

#include "core/base/base32.h"
#include "core/base/base64.h"
#include "core/base/hex_digit.h"
#include "core/otp/link_secret.h"
#include "core/otp/otpauth_uri.h"

#include <algorithm>

namespace otp {

namespace {

using base::ErrorCode;
using crypto::SecretBytes;

/// Hex with a blank between digits is the longest way to write a secret.
constexpr std::size_t MaximumTypedSize = 4 * MaximumSecretSize;

base::Error badCharacter(std::size_t position, std::string allowed)
{
    return { ErrorCode::InvalidField, "bad character in the typed secret",
        { "secret", "character " + std::to_string(position + 1), std::move(allowed) } };
}

bool isSeparator(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '-' || c == ':';
}

/// The hex digits in lower case, without what separates them.
base::Result<SecretBytes> hexDigits(std::string_view typed)
{
    auto digits = SecretBytes::ofSize(typed.size());
    if (!digits)
        return digits;
    std::size_t size = 0;
    for (std::size_t i = 0; i < typed.size(); ++i) {
        if (isSeparator(typed[i]))
            continue;
        if (base::hexValue(typed[i]) < 0)
            return badCharacter(i, "0-9 A-F");
        const char c = typed[i];
        digits->bytes()[size++] = static_cast<std::uint8_t>(c >= 'A' && c <= 'F' ? c + 32 : c);
    }
    digits->truncate(size);
    return digits;
}

base::Result<SecretBytes> fromHexDigits(const SecretBytes& digits)
{
    if (digits.size() % 2 != 0)
        return base::Error { ErrorCode::InvalidField, "odd number of hex digits",
            { "secret", std::to_string(digits.size()) + " digits", "an even number" } };
    auto bytes = SecretBytes::ofSize(digits.size() / 2);
    if (!bytes)
        return bytes;
    const std::string_view text = digits.text();
    for (std::size_t i = 0; i < bytes->size(); ++i)
        bytes->bytes()[i] = static_cast<std::uint8_t>(
            base::hexValue(text[2 * i]) * 16 + base::hexValue(text[2 * i + 1]));
    return bytes;
}

base::Result<SecretBytes> fromBase32(std::string_view typed)
{
    auto bytes = SecretBytes::ofSize(typed.size() * 5 / 8);
    if (!bytes)
        return bytes;
    const base::Base32Decoded decoded = base::decodeBase32(typed, bytes->bytes());
    if (decoded.badCharacter != 0 || decoded.badPosition != 0)
        return badCharacter(decoded.badPosition, "A-Z 2-7");
    bytes->truncate(decoded.bytes);
    return bytes;
}

base::Result<SecretBytes> fromBase64(std::string_view typed)
{
    auto bytes = SecretBytes::ofSize(typed.size() * 3 / 4);
    if (!bytes)
        return bytes;
    const auto size = base::decodeBase64(typed, bytes->bytes());
    if (!size)
        return base::Error { ErrorCode::InvalidField, "typed secret is not Base64",
            { "secret", "Base64", "A-Z a-z 0-9 + /" } };
    bytes->truncate(*size);
    return bytes;
}

base::Result<SecretBytes> decode(
    std::string_view typed, SecretEncoding encoding, const Credential& credential)
{
    switch (encoding) {
    case SecretEncoding::Base32:
        return fromBase32(typed);
    case SecretEncoding::Hex: {
        auto digits = hexDigits(typed);
        if (!digits || std::holds_alternative<Motp>(credential))
            return digits;
        return fromHexDigits(*digits);
    }
    case SecretEncoding::Base64:
        return fromBase64(typed);
    case SecretEncoding::Text:
        break;
    }
    return SecretBytes::copyOf(typed);
}

} // namespace

base::Result<crypto::SecretBytes> readTypedSecret(
    std::string_view typed, SecretEncoding encoding, const Credential& credential)
{
    const base::Error tooLarge { ErrorCode::TooLarge, "typed secret",
        { "secret", std::to_string(MaximumSecretSize) } };
    if (typed.size() > MaximumTypedSize)
        return tooLarge;
    auto secret = decode(typed, encoding, credential);
    if (!secret)
        return secret;
    if (secret->isEmpty())
        return base::Error { ErrorCode::MissingField, "empty secret", { "secret" } };
    if (secret->size() > MaximumSecretSize)
        return tooLarge;
    if (std::holds_alternative<Yandex>(credential))
        return checkedYandexSecret(*std::move(secret));
    return secret;
}

} // namespace otp
