// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/base32.h"
#include "core/base/percent.h"
#include "core/crypto/characters.h"
#include "core/otp/label.h"
#include "core/otp/link_credential.h"
#include "core/otp/motp.h"
#include "core/otp/otpauth_uri.h"
#include "core/otp/yandex.h"

#include <algorithm>

namespace otp {

namespace {

using base::Error;
using base::ErrorCode;
using crypto::SecretBytes;

base::Result<SecretBytes> base32Text(base::ByteView bytes)
{
    auto text = SecretBytes::ofSize(base::base32Length(bytes.size()));
    if (text)
        base::encodeBase32(bytes, charactersOf(*text));
    return text;
}

base::Result<SecretBytes> percentEncodedText(base::ByteView bytes)
{
    auto text = SecretBytes::ofSize(bytes.size() * 3);
    if (text)
        text->truncate(base::percentEncode(base::textOf(bytes), charactersOf(*text)));
    return text;
}

base::Result<SecretBytes> joined(std::initializer_list<std::string_view> pieces)
{
    std::size_t size = 0;
    for (const std::string_view piece : pieces)
        size += piece.size();
    auto text = SecretBytes::ofSize(size);
    if (!text)
        return text;
    auto out = charactersOf(*text).begin();
    for (const std::string_view piece : pieces)
        out = std::ranges::copy(piece, out).out;
    return text;
}

std::string parameter(std::string_view name, std::string_view value)
{
    return '&' + std::string(name) + '=' + base::percentEncoded(value);
}

std::string parameter(std::string_view name, std::uint64_t number)
{
    return parameter(name, std::to_string(number));
}

/// The parameters that say how the code is made. Defaults are written out for the kinds of
/// Google's format, because some readers assume others; the other kinds have links of fixed form.
struct CodeParameters
{
    std::string operator()(const Totp& totp) const
    {
        return parameter("algorithm", algorithmName(totp.algorithm)) + number("digits", totp.digits)
            + number("period", totp.period);
    }
    std::string operator()(const Hotp& hotp) const
    {
        return parameter("algorithm", algorithmName(hotp.algorithm)) + number("digits", hotp.digits)
            + parameter("counter", hotp.counter);
    }
    std::string operator()(const Steam& steam) const
    {
        return parameter("algorithm", "SHA1") + number("digits", steam.digits)
            + number("period", steam.period);
    }
    std::string operator()(const NoCode&) const { return {}; }
    template <typename FixedForm> std::string operator()(const FixedForm& credential) const
    {
        const FixedForm defaults;
        std::string parameters;
        if (credential.digits != defaults.digits)
            parameters += number("digits", credential.digits);
        if (credential.period != defaults.period)
            parameters += number("period", credential.period);
        return parameters;
    }

    static std::string number(std::string_view name, int value)
    {
        return parameter(name, static_cast<std::uint64_t>(value));
    }
};

std::string unknownParameters(const EntryView& entry)
{
    const auto kind = static_cast<LinkKind>(entry.credential.index());
    std::string text;
    for (const auto& [name, value] : entry.otherParameters) {
        // One that the reader takes for its own would change the account.
        if (!isReserved(name, value, kind))
            text += '&' + base::percentEncoded(name) + '=' + base::percentEncoded(value);
    }
    return text;
}

base::Result<void> checkEntry(const EntryView& entry)
{
    if (!makesCodes(entry.credential))
        return noCodes();
    if (entry.secret.empty())
        return Error { ErrorCode::MissingField, "no secret", { "secret" } };
    if (std::holds_alternative<Yandex>(entry.credential) && entry.secret.size() < YandexSecretSize)
        return Error { ErrorCode::InvalidField, "Yandex secret too short",
            { "secret", std::to_string(entry.secret.size()) + " bytes",
                std::to_string(YandexSecretSize) } };
    return checkCredential(entry.credential);
}

base::Result<SecretBytes> writeMotp(const EntryView& entry)
{
    const auto secret = percentEncodedText(entry.secret);
    if (!secret)
        return secret.error();
    return joined({ "motp://", labelOf(entry.issuer, entry.name), "?secret=", secret->text(),
        std::visit(CodeParameters {}, entry.credential), unknownParameters(entry) });
}

base::Result<SecretBytes> writeYandex(const EntryView& entry)
{
    const auto secret = base32Text(entry.secret.first(YandexSecretSize));
    if (!secret)
        return secret.error();
    const auto pin = base32Text(entry.pin);
    if (!pin)
        return pin.error();
    // The issuer is there even if empty: without it readers put "Yandex".
    return joined({ "otpauth://yaotp/", labelOf(entry.issuer, entry.name),
        "?secret=", secret->text(), parameter("issuer", entry.issuer.toStdString()),
        entry.pin.empty() ? "" : "&pin=", pin->text(),
        std::visit(CodeParameters {}, entry.credential), unknownParameters(entry) });
}

} // namespace

base::Result<SecretBytes> writeOtpauth(const EntryView& entry)
{
    if (const auto checked = checkEntry(entry); !checked)
        return checked.error();
    if (std::holds_alternative<Motp>(entry.credential))
        return writeMotp(entry);
    if (std::holds_alternative<Yandex>(entry.credential))
        return writeYandex(entry);
    const auto secret = base32Text(entry.secret);
    if (!secret)
        return secret.error();
    const std::string issuer =
        entry.issuer.isEmpty() ? std::string() : parameter("issuer", entry.issuer.toStdString());
    return joined({ "otpauth://", typeName(entry.credential), "/",
        labelOf(entry.issuer, entry.name), "?secret=", secret->text(), issuer,
        std::visit(CodeParameters {}, entry.credential), unknownParameters(entry) });
}

} // namespace otp
