// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/otp/link_secret.h"

#include "core/base/base32.h"
#include "core/base/percent.h"
#include "core/crypto/characters.h"
#include "core/otp/motp.h"
#include "core/otp/otpauth_uri.h"
#include "core/otp/yandex.h"

#include <QUtf8StringView>

#include <algorithm>

namespace otp {

namespace {

using base::ErrorCode;
using crypto::SecretBytes;

base::Result<SecretBytes> percentDecodedSecret(std::string_view encoded)
{
    auto text = SecretBytes::ofSize(encoded.size());
    if (text)
        text->truncate(base::percentDecode(encoded, base::Plus::IsBlank, charactersOf(*text)));
    return text;
}

/// The character a byte belongs to, counted from 1, in UTF-8.
std::size_t characterNumber(std::string_view text, std::size_t byte)
{
    const auto isStart = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    return static_cast<std::size_t>(std::ranges::count_if(text.substr(0, byte + 1), isStart));
}

base::Error badCharacter(std::string_view text, std::size_t byte)
{
    return { ErrorCode::InvalidField, "bad character in the secret",
        { "secret", "character " + std::to_string(characterNumber(text, byte)), "A-Z 2-7" } };
}

/// Removes what separates groups of hex digits, if hex digits are all that remains.
void normaliseHex(SecretBytes& text)
{
    const auto isSeparator = [](char c) { return c == ' ' || c == '-' || c == '\t'; };
    const std::string_view digits = text.text();
    if (!std::ranges::all_of(digits, [&](char c) {
            return isSeparator(c) || isHexText({ &c, 1 });
        }))
        return;
    const std::span<char> characters = charactersOf(text);
    // Not the ranges algorithm: Clang 14 cannot compile what it returns.
    const auto rest = std::remove_if(characters.begin(), characters.end(), isSeparator);
    const auto kept = static_cast<std::size_t>(rest - characters.begin());
    for (char& c : characters.first(kept))
        c = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    text.truncate(kept);
}

bool isDigits(std::string_view text)
{
    return text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// UTF-8 without control characters.
bool isPrintable(std::string_view text)
{
    const auto isControl = [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; };
    return !text.empty() && std::ranges::none_of(text, isControl)
        && QUtf8StringView(text.data(), static_cast<qsizetype>(text.size())).isValidUtf8();
}

} // namespace

base::Result<LinkSecret> readBase32Secret(std::string_view encoded)
{
    const auto text = percentDecodedSecret(encoded);
    if (!text)
        return text.error();
    auto bytes = SecretBytes::ofSize(text->size() * 5 / 8);
    if (!bytes)
        return bytes.error();
    const base::Base32Decoded decoded = base::decodeBase32(text->text(), bytes->bytes());
    if (decoded.badCharacter != 0 || decoded.badPosition != 0)
        return badCharacter(text->text(), decoded.badPosition);
    if (decoded.bytes == 0)
        return base::Error { ErrorCode::MissingField, "empty secret", { "secret" } };
    if (decoded.bytes > MaximumSecretSize)
        return base::Error { ErrorCode::TooLarge, "secret",
            { "secret", std::to_string(MaximumSecretSize) } };
    bytes->truncate(decoded.bytes);
    return LinkSecret { .bytes = *std::move(bytes), .canonical = decoded.canonical };
}

base::Result<LinkSecret> readMotpSecret(std::string_view encoded)
{
    auto text = percentDecodedSecret(encoded);
    if (!text)
        return text.error();
    normaliseHex(*text);
    if (text->isEmpty())
        return base::Error { ErrorCode::MissingField, "empty secret", { "secret" } };
    if (text->size() > MaximumSecretSize)
        return base::Error { ErrorCode::TooLarge, "secret",
            { "secret", std::to_string(MaximumSecretSize) } };
    return LinkSecret { .bytes = *std::move(text), .canonical = true };
}

base::Result<crypto::SecretBytes> checkedYandexSecret(crypto::SecretBytes secret)
{
    const std::size_t size = secret.size();
    if (size < YandexSecretSize)
        return base::Error { ErrorCode::InvalidField, "Yandex secret too short",
            { "secret", std::to_string(size) + " bytes", std::to_string(YandexSecretSize) } };
    if (size == YandexCheckedSecretSize && !isYandexChecksumValid(secret.view()))
        return base::Error { ErrorCode::InvalidField, "Yandex checksum", { "secret", "checksum" } };
    secret.truncate(YandexSecretSize);
    return secret;
}

base::Result<LinkSecret> readYandexSecret(std::string_view encoded)
{
    auto secret = readBase32Secret(encoded);
    if (!secret)
        return secret;
    auto checked = checkedYandexSecret(std::move(secret->bytes));
    if (!checked)
        return checked.error();
    return LinkSecret { .bytes = *std::move(checked), .canonical = secret->canonical };
}

base::Result<crypto::SecretBytes> readPin(std::string_view encoded)
{
    return percentDecodedSecret(encoded);
}

base::Result<crypto::SecretBytes> readBase32Pin(std::string_view encoded)
{
    auto text = percentDecodedSecret(encoded);
    if (!text || isDigits(text->text()))
        return text;
    auto pin = SecretBytes::ofSize(text->size() * 5 / 8);
    if (!pin)
        return pin;
    const base::Base32Decoded decoded = base::decodeBase32(text->text(), pin->bytes());
    if (decoded.badCharacter != 0 || decoded.badPosition != 0 || !decoded.canonical
        || !isPrintable(pin->text().substr(0, decoded.bytes)))
        return text;
    pin->truncate(decoded.bytes);
    return pin;
}

} // namespace otp
