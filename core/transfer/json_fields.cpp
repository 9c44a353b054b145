// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/json_fields.h"

#include "core/base/hex_digit.h"
#include "core/base/link.h"
#include "core/base/percent.h"
#include "core/crypto/characters.h"
#include "core/otp/otpauth_uri.h"

#include <algorithm>

namespace transfer {

namespace {

using base::json::Value;

constexpr std::size_t LongestType = 64; ///< as far as it is told

/// "30.0", as programs write that keep numbers as floating point.
std::string_view withoutZeroFraction(std::string_view digits)
{
    const std::size_t point = digits.find('.');
    const bool isWhole = point != std::string_view::npos && point != 0
        && digits.find_first_not_of('0', point + 1) == std::string_view::npos;
    return isWhole ? digits.substr(0, point) : digits;
}

} // namespace

QString stringOf(const Value& object, std::string_view name)
{
    return QString::fromStdString(base::json::textOf(object, name));
}

bool isTrue(const Value& object, std::string_view name)
{
    const Value* const member = object.member(name);
    return member && (member->boolean().value_or(false) || member->text() == "true");
}

std::string digitsOf(const Value& object, std::string_view name)
{
    const Value* const member = object.member(name);
    if (!member)
        return {};
    if (member->kind == base::json::Kind::Number)
        return std::string(withoutZeroFraction(member->source));
    if (member->isText())
        return *member->text();
    // Of another kind: what it is shows in the error.
    return member->kind == base::json::Kind::Null ? std::string() : "?";
}

std::optional<std::int64_t> integerOf(const Value& object, std::string_view name)
{
    const Value* const member = object.member(name);
    return member ? member->integer() : std::nullopt;
}

base::Result<otp::Credential> credentialOf(const CredentialFields& fields)
{
    const std::pair<std::string, std::string> named[] = {
        { "algorithm", base::percentEncoded(fields.algorithm) },
        { "digits", base::percentEncoded(fields.digits) },
        { "period", base::percentEncoded(fields.period) },
        { "counter", base::percentEncoded(fields.counter) },
    };
    otp::Parameters parameters;
    for (const auto& [name, value] : named) {
        if (!value.empty())
            parameters.push_back({ name, name, value, true });
    }
    return otp::credentialOf(fields.kind, parameters);
}

std::string typeOf(const Value& object, const CodeMembers& members)
{
    return base::asciiLower(base::json::textOf(object, members.type));
}

base::Result<otp::Credential> credentialOf(
    const Value& object, const CodeMembers& members, std::string_view program)
{
    const std::string type = typeOf(object, members);
    if (type != "totp" && type != "hotp")
        return base::Error { base::ErrorCode::Unsupported, std::string(program) + ": type",
            { type.substr(0, LongestType) } };
    return credentialOf({ .kind = type == "totp" ? otp::LinkKind::Totp : otp::LinkKind::Hotp,
        .algorithm = base::json::textOf(object, members.algorithm),
        .digits = digitsOf(object, members.digits),
        .period = digitsOf(object, members.period),
        .counter = digitsOf(object, members.counter) });
}

base::Result<crypto::SecretBytes> secretTextOf(const Value& object, std::string_view name)
{
    const Value* const member = object.member(name);
    if (!member || !member->isText())
        return crypto::SecretBytes();
    auto text = crypto::SecretBytes::ofSize(member->source.size());
    if (text)
        text->truncate(member->textInto(crypto::charactersOf(*text)));
    return text;
}

base::Result<otp::Credential> steamByName(
    const base::Result<otp::Credential>& credential, const QString& issuer)
{
    const auto* const totp = credential ? std::get_if<otp::Totp>(&*credential) : nullptr;
    const otp::Steam steam;
    if (!totp || totp->digits != steam.digits || issuer != u"Steam")
        return credential;
    return otp::Credential(otp::Steam { .digits = steam.digits, .period = totp->period });
}

base::Result<crypto::SecretBytes> secretOf(const Value& object, std::string_view name,
    otp::SecretEncoding encoding, const otp::Credential& credential)
{
    const auto text = secretTextOf(object, name);
    if (!text)
        return text.error();
    return otp::readTypedSecret(text->text(), encoding, credential);
}

base::Result<void> readCode(const Value& object, std::string_view secret,
    const base::Result<otp::Credential>& credential, otp::Entry& entry)
{
    if (!credential)
        return credential.error();
    auto read = secretOf(object, secret, otp::SecretEncoding::Base32, *credential);
    if (!read)
        return read.error();
    entry.credential = *credential;
    entry.secret = std::move(*read);
    return {};
}

base::Result<crypto::SecretBytes> secretOfNumbers(const Value* numbers)
{
    if (!numbers || !numbers->isArray() || numbers->items.empty())
        return base::Error { base::ErrorCode::MissingField, "numbers", { "secret" } };
    if (numbers->items.size() > otp::MaximumSecretSize)
        return base::Error { base::ErrorCode::TooLarge, "numbers",
            { "secret", std::to_string(otp::MaximumSecretSize) } };
    auto bytes = crypto::SecretBytes::ofSize(numbers->items.size());
    for (std::size_t i = 0; bytes && i < bytes->size(); ++i) {
        const std::optional<std::int64_t> number = numbers->items[i].integer();
        if (!number || *number < -128 || *number > 255)
            return base::Error { base::ErrorCode::InvalidField, "numbers",
                { "secret", "number " + std::to_string(i + 1), "-128 to 255" } };
        bytes->bytes()[i] = static_cast<std::uint8_t>(*number & 255);
    }
    return bytes;
}

base::Result<crypto::SecretBytes> motpSecret(std::string_view text)
{
    const bool isHex =
        std::ranges::all_of(text, [](char digit) { return base::hexValue(digit) >= 0; });
    return otp::readTypedSecret(
        text, isHex ? otp::SecretEncoding::Hex : otp::SecretEncoding::Text, otp::Motp {});
}

base::Result<crypto::SecretBytes> motpText(const crypto::SecretBytes& bytes)
{
    constexpr std::string_view Digits = "0123456789abcdef";
    auto text = crypto::SecretBytes::ofSize(2 * bytes.size());
    if (!text)
        return text;
    const std::span<char> out = crypto::charactersOf(*text);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        out[2 * i] = Digits[bytes.view()[i] >> 4];
        out[2 * i + 1] = Digits[bytes.view()[i] & 15];
    }
    return text;
}

} // namespace transfer
