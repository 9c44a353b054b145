// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/otp/motp.h"

#include <algorithm>

namespace otp {

namespace {

std::uint8_t lowerHexDigit(std::uint8_t c)
{
    return c >= 'A' && c <= 'F' ? static_cast<std::uint8_t>(c - 'A' + 'a') : c;
}

} // namespace

bool isHexText(std::string_view text)
{
    constexpr std::string_view Digits = "0123456789abcdefABCDEF";
    return !text.empty() && text.find_first_not_of(Digits) == std::string_view::npos;
}

base::Result<std::string> motpCode(
    base::ByteView secret, base::ByteView pin, std::uint64_t step, int digits)
{
    const std::string number = std::to_string(step);
    auto message = crypto::SecretBytes::ofSize(number.size() + secret.size() + pin.size());
    if (!message)
        return message.error();
    auto out = std::ranges::copy(number, message->bytes().begin()).out;
    if (isHexText(base::textOf(secret)))
        out = std::ranges::transform(secret, out, lowerHexDigit).out;
    else
        out = std::ranges::copy(secret, out).out;
    std::ranges::copy(pin, out);

    const base::Result<crypto::Digest> md5 = crypto::digest(crypto::Hash::Md5, message->view());
    if (!md5)
        return md5.error();
    const auto count = static_cast<std::size_t>(digits);
    std::string code = base::toHex(md5->view().first((count + 1) / 2));
    code.resize(count);
    return code;
}

} // namespace otp
