// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/otp/link_credential.h"

#include "core/base/percent.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace otp {

namespace {

using base::Error;
using base::ErrorCode;
using base::LinkParameter;

std::string trimmed(std::string_view text)
{
    constexpr std::string_view Blanks = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(Blanks);
    if (begin == std::string_view::npos)
        return {};
    return std::string(text.substr(begin, text.find_last_not_of(Blanks) - begin + 1));
}

Error invalidField(std::string_view field, std::string_view value, std::string_view allowed)
{
    return { ErrorCode::InvalidField, "in an otpauth link",
        { std::string(field), base::shownPart(value), std::string(allowed) } };
}

/// A number field: what it is called, its bounds and what it is where the link does not say.
struct NumberField
{
    std::string_view name;
    std::uint64_t minimum;
    std::uint64_t maximum;
    std::uint64_t absent;
};

base::Result<std::uint64_t> numberOf(const Parameters& parameters, const NumberField& field)
{
    const std::optional<std::string> value = valueOf(parameters, field.name);
    if (!value)
        return field.absent;
    std::uint64_t number = 0;
    const char* const end = value->data() + value->size();
    const auto [rest, failure] = std::from_chars(value->data(), end, number);
    if (failure != std::errc() || rest != end || number < field.minimum || number > field.maximum)
        return invalidField(field.name, *value,
            std::to_string(field.minimum) + "-" + std::to_string(field.maximum));
    return number;
}

base::Result<int> digitsOf(const Parameters& parameters, std::uint64_t absent)
{
    const auto digits = numberOf(parameters, { "digits", 1, 10, absent });
    if (!digits)
        return digits.error();
    return static_cast<int>(*digits);
}

base::Result<int> periodOf(const Parameters& parameters, std::uint64_t absent)
{
    const auto period = numberOf(parameters, { "period", 1, 86400, absent });
    if (!period)
        return period.error();
    return static_cast<int>(*period);
}

/// "HmacSHA256", "sha-256", "Algorithm.sha1" … without what programs add to the name of the hash.
std::string bareAlgorithmName(std::string_view value)
{
    std::string name = base::asciiLower(value);
    for (const std::string_view addition : { "algorithm.", "hmac", "-", "_", " " }) {
        for (std::size_t at = name.find(addition); at != std::string::npos;
             at = name.find(addition))
            name.erase(at, addition.size());
    }
    return name;
}

base::Result<crypto::Hash> algorithmOf(const Parameters& parameters)
{
    using crypto::Hash;
    const std::optional<std::string> value = valueOf(parameters, "algorithm");
    if (!value)
        return Hash::Sha1;
    const std::string name = bareAlgorithmName(*value);
    for (const Hash hash : { Hash::Sha1, Hash::Sha224, Hash::Sha256, Hash::Sha384, Hash::Sha512 }) {
        if (name == base::asciiLower(algorithmName(hash)))
            return hash;
    }
    // Taking SHA-1 instead would give wrong codes for ever.
    return invalidField("algorithm", *value, AllowedAlgorithms);
}

base::Result<Credential> totpOf(const Parameters& parameters)
{
    const auto algorithm = algorithmOf(parameters);
    const auto digits = digitsOf(parameters, 6);
    const auto period = periodOf(parameters, 30);
    if (!algorithm)
        return algorithm.error();
    if (!digits)
        return digits.error();
    if (!period)
        return period.error();
    return Credential(Totp { .algorithm = *algorithm, .digits = *digits, .period = *period });
}

base::Result<Credential> hotpOf(const Parameters& parameters)
{
    const auto algorithm = algorithmOf(parameters);
    const auto digits = digitsOf(parameters, 6);
    const auto counter =
        numberOf(parameters, { "counter", 0, std::numeric_limits<std::uint64_t>::max(), 0 });
    if (!algorithm)
        return algorithm.error();
    if (!digits)
        return digits.error();
    if (!counter)
        return counter.error();
    return Credential(Hotp { .algorithm = *algorithm, .digits = *digits, .counter = *counter });
}

/// The kinds whose algorithm is part of them: `only` or nothing may be named.
template <typename TimeBased>
base::Result<Credential> timeBasedOf(const Parameters& parameters, std::string_view only)
{
    const TimeBased defaults;
    const auto digits = digitsOf(parameters, static_cast<std::uint64_t>(defaults.digits));
    const auto period = periodOf(parameters, static_cast<std::uint64_t>(defaults.period));
    const std::optional<std::string> algorithm = valueOf(parameters, "algorithm");
    if (algorithm && bareAlgorithmName(*algorithm) != base::asciiLower(only))
        return invalidField("algorithm", *algorithm, only);
    if (!digits)
        return digits.error();
    if (!period)
        return period.error();
    return Credential(TimeBased { .digits = *digits, .period = *period });
}

} // namespace

std::string decodedValue(const LinkParameter& parameter)
{
    return base::percentDecoded(parameter.value, base::Plus::IsBlank);
}

std::optional<std::string> valueOf(const Parameters& parameters, std::string_view name)
{
    const LinkParameter* parameter = base::findParameter(parameters, name);
    if (!parameter)
        return std::nullopt;
    std::string value = trimmed(decodedValue(*parameter));
    if (value.empty() || base::asciiLower(value) == "null")
        return std::nullopt;
    return value;
}

base::Result<Credential> credentialOf(LinkKind kind, const Parameters& parameters)
{
    switch (kind) {
    case LinkKind::Totp:
        return totpOf(parameters);
    case LinkKind::Hotp:
        return hotpOf(parameters);
    case LinkKind::Steam:
        return timeBasedOf<Steam>(parameters, "SHA1");
    case LinkKind::Motp:
        return timeBasedOf<Motp>(parameters, "MD5");
    case LinkKind::Yandex:
        return timeBasedOf<Yandex>(parameters, "SHA256");
    }
    return Error { ErrorCode::NotRecognised, "otpauth type" };
}

bool carriesSecret(const LinkParameter& parameter)
{
    static constexpr std::array<std::string_view, 13> Names = { "data", "enrollment_credential",
        "enrollment_tx_id", "identity_secret", "key", "nonce", "passphrase", "password",
        "revocation_code", "seed", "shared_secret", "t", "token" };
    if (parameter.name == "pin") {
        // privacyIDEA's flag "ask for a PIN before showing the code" has the same name. The value
        // is not decoded: it may be a PIN, and the copy would not be wiped.
        const auto is = [&parameter](std::string_view flag) {
            return parameter.value.size() == flag.size()
                && base::startsWithIgnoringCase(parameter.value, flag);
        };
        return !is("true") && !is("false");
    }
    return std::ranges::find(Names, parameter.name) != Names.end();
}

bool isUnderstood(const LinkParameter& parameter, LinkKind kind)
{
    static constexpr std::array<std::string_view, 6> Names = { "secret", "issuer", "algorithm",
        "digits", "period", "counter" };
    if (std::ranges::find(Names, parameter.name) != Names.end())
        return true;
    if (kind == LinkKind::Yandex)
        return parameter.name == "name";
    return kind == LinkKind::Steam && (parameter.name == "encoder" || parameter.name == "steam");
}

bool isReserved(std::string_view name, std::string_view value, LinkKind kind)
{
    const std::string lower = base::asciiLower(name);
    const std::string encoded = base::percentEncoded(value);
    const base::LinkParameter parameter {
        .name = lower, .nameAsWritten = lower, .value = encoded, .hasValue = true
    };
    return lower.empty() || lower.starts_with("2step_")
        || (kind == LinkKind::Totp && lower == "encoder"
            && base::asciiLower(trimmed(value)) == "steam")
        || isUnderstood(parameter, kind) || carriesSecret(parameter);
}

} // namespace otp
