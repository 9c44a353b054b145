// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/otp/credential.h"

namespace otp {

namespace {

constexpr int MaximumDigits = 10;
constexpr int MaximumPeriod = 86400;

base::Result<void> checkRange(std::string_view field, int value, int maximum)
{
    if (value >= 1 && value <= maximum)
        return {};
    return base::Error { base::ErrorCode::InvalidField, "out of range",
        { std::string(field), std::to_string(value), "1-" + std::to_string(maximum) } };
}

base::Result<void> checkAlgorithm(crypto::Hash algorithm)
{
    // HMAC-MD5 is 16 bytes, fewer than the truncation of RFC 4226 may reach for.
    if (algorithm != crypto::Hash::Md5)
        return {};
    return base::Error { base::ErrorCode::InvalidField, "algorithm",
        { "algorithm", std::string(algorithmName(algorithm)), std::string(AllowedAlgorithms) } };
}

struct Check
{
    base::Result<void> operator()(const Totp& totp) const
    {
        if (const auto checked = checkAlgorithm(totp.algorithm); !checked)
            return checked;
        return digitsAndPeriod(totp.digits, totp.period);
    }
    base::Result<void> operator()(const Hotp& hotp) const
    {
        if (const auto checked = checkAlgorithm(hotp.algorithm); !checked)
            return checked;
        return checkRange("digits", hotp.digits, MaximumDigits);
    }
    base::Result<void> operator()(const NoCode&) const { return {}; }
    template <typename TimeBased> base::Result<void> operator()(const TimeBased& credential) const
    {
        return digitsAndPeriod(credential.digits, credential.period);
    }

    static base::Result<void> digitsAndPeriod(int digits, int period)
    {
        if (const auto checked = checkRange("digits", digits, MaximumDigits); !checked)
            return checked;
        return checkRange("period", period, MaximumPeriod);
    }
};

} // namespace

std::string_view typeName(const Credential& credential)
{
    constexpr std::string_view Names[] = { "totp", "hotp", "steam", "motp", "yandex", "push" };
    static_assert(std::size(Names) == std::variant_size_v<Credential>);
    return Names[credential.index()];
}

bool makesCodes(const Credential& credential)
{
    return !std::holds_alternative<NoCode>(credential);
}

base::Error noCodes()
{
    return { base::ErrorCode::Unsupported, "no credential", { "push" } };
}

bool needsPin(const Credential& credential)
{
    return std::holds_alternative<Motp>(credential) || std::holds_alternative<Yandex>(credential);
}

std::string_view algorithmName(crypto::Hash algorithm)
{
    switch (algorithm) {
    case crypto::Hash::Md5:
        return "MD5";
    case crypto::Hash::Sha1:
        return "SHA1";
    case crypto::Hash::Sha224:
        return "SHA224";
    case crypto::Hash::Sha256:
        return "SHA256";
    case crypto::Hash::Sha384:
        return "SHA384";
    case crypto::Hash::Sha512:
        return "SHA512";
    }
    return "";
}

base::Result<void> checkCredential(const Credential& credential)
{
    return std::visit(Check {}, credential);
}

} // namespace otp
