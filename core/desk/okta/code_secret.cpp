// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/desk/okta/code_secret.h"

#include "core/base/base32.h"
#include "core/base/base64.h"
#include "core/base/json_members.h"
#include "core/base/link.h"
#include "core/crypto/json_secret.h"

namespace desk::okta {

namespace {

namespace json = base::json;

/// How many bytes the text stands for, written to `out`; 0 for a text that is none.
std::size_t decode(std::string_view text, std::string_view encoding, base::MutableByteView out)
{
    if (encoding.empty() || encoding == "base32") {
        const base::Base32Decoded decoded = base::decodeBase32(text, out);
        return decoded.badCharacter ? 0 : decoded.bytes;
    }
    const auto decoded = encoding == "base64" ? base::decodeBase64(text, out)
                                              : base::Result<std::size_t>(std::size_t { 0 });
    return decoded ? *decoded : 0;
}

} // namespace

base::Result<std::optional<CodeSecret>> readCodeSecret(const json::Value& activation)
{
    constexpr std::size_t LongestSecret = 1024;
    constexpr std::int64_t LongestPeriod = 3600;
    const json::Value& member = json::at(activation, { "sharedSecret" });
    if (!member.isText() || member.source.empty())
        return std::optional<CodeSecret>();
    const base::Error none { base::ErrorCode::NotUnderstood, "secret of a factor" };
    if (member.source.size() > LongestSecret)
        return none;
    const auto text = crypto::readSecret(member);
    if (!text)
        return text.error();
    auto secret = crypto::SecretBytes::ofSize(text->size());
    if (!secret)
        return secret.error();
    const std::string encoding = base::asciiLower(json::textOf(activation, "encoding"));
    const std::size_t size = decode(text->text(), encoding, secret->bytes());
    if (size == 0)
        return none;
    secret->truncate(size);
    CodeSecret codes;
    codes.secret = std::move(*secret);
    const std::int64_t period = json::integerOf(activation, "timeStep").value_or(0);
    if (period > 0 && period <= LongestPeriod)
        codes.period = static_cast<int>(period);
    const std::int64_t length = json::integerOf(activation, "keyLength").value_or(0);
    if (length == 8 || length == 10)
        codes.digits = static_cast<int>(length);
    return std::optional(std::move(codes));
}

} // namespace desk::okta
