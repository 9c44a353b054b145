// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/otp/hotp.h"

namespace otp {

base::Result<std::uint32_t> hotpValue(
    crypto::Hash algorithm, base::ByteView key, std::uint64_t counter)
{
    std::array<std::uint8_t, 8> message = {};
    for (std::size_t i = 0; i < message.size(); ++i)
        message[i] = static_cast<std::uint8_t>(counter >> (56 - 8 * i));
    const base::Result<crypto::Digest> mac = crypto::hmac(algorithm, key, message);
    if (!mac)
        return mac.error();
    const base::ByteView bytes = mac->view();
    const std::size_t offset = bytes.back() & 15U;
    return base::readU32(bytes.subspan(offset, 4)) & 0x7fffffffU;
}

std::string decimalCode(std::uint32_t value, int digits)
{
    std::string code(static_cast<std::size_t>(digits), '0');
    for (std::size_t i = code.size(); i-- > 0;) {
        code[i] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
    return code;
}

} // namespace otp
