// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/bytes.h"

#include <string_view>

namespace base {

/// Lenient Base64: standard and URL-safe alphabets, padding optional, white space skipped. `out`
/// must hold text.size() * 3 / 4 bytes. Returns the number of bytes written; InvalidField
/// ("base64") for any other character or a lone last character. Writing into the caller's buffer
/// lets a secret stay in locked memory.
Result<std::size_t> decodeBase64(std::string_view text, MutableByteView out);

/// Standard alphabet with padding, written to `out`, which must hold base64Length(bytes.size()).
void encodeBase64(ByteView bytes, std::span<char> out);
constexpr std::size_t base64Length(std::size_t bytes)
{
    return (bytes + 2) / 3 * 4;
}

/// Strict Base64url as JOSE writes it (RFC 7515, section 2): URL-safe alphabet, no padding, no
/// white space, no bits left over. InvalidField ("base64url") for any other spelling, since what is
/// signed is one spelling.
Result<Bytes> decodeBase64Url(std::string_view text);
std::string encodeBase64Url(ByteView bytes);

} // namespace base
