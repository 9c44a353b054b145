// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/bytes.h"

#include <string>
#include <string_view>

namespace base {

/// Upper-case Base32 without padding (RFC 4648, section 6) written to `out`, which must hold
/// base32Length(bytes.size()) characters. Writing in place lets a secret go from one locked buffer
/// to another.
void encodeBase32(ByteView bytes, std::span<char> out);
constexpr std::size_t base32Length(std::size_t bytes)
{
    return (bytes * 8 + 4) / 5;
}

/// Where decodeBase32 stopped, or how much it wrote.
struct Base32Decoded
{
    std::size_t bytes = 0; ///< written to `out`
    bool canonical = true; ///< false: impossible length or spare bits that are not zero
    char badCharacter = 0; ///< not 0: decoding stopped there and `bytes` means nothing
    std::size_t badPosition = 0; ///< of that character in the text, from 0
};

/// Lenient Base32 as authenticators meet it: white space (also U+00A0), '-' and '=' are skipped
/// anywhere, case does not matter (ASCII rules, whatever the locale), spare bits are dropped.
/// `out` must hold text.size() * 5 / 8 bytes. '0', '1' and '8' are errors, never corrected.
Base32Decoded decodeBase32(std::string_view text, MutableByteView out);

} // namespace base
