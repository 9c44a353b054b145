// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/bytes.h"

#include <optional>
#include <span>
#include <string_view>

/// Bech32m (BIP 350): text with a checksum that finds any one to four wrong characters. A prefix,
/// the separator '1', values of five bits as one character each, six characters of checksum.
/// Everything is written into the caller's buffers, so a secret can stay in locked memory.
namespace vault::bech32m {

constexpr std::size_t ChecksumSize = 6;
constexpr std::size_t MaxLength = 90;

/// Characters that encode() writes.
constexpr std::size_t encodedLength(std::string_view prefix, std::size_t values)
{
    return prefix.size() + 1 + values + ChecksumSize;
}

/// Writes the text in lower case to `out`, which has encodedLength() characters. `values` are below
/// 32, the prefix is lower case.
void encode(std::string_view prefix, base::ByteView values, std::span<char> out);

/// What a valid text holds.
struct Decoded
{
    std::size_t prefixLength = 0; ///< the separator follows
    std::size_t values = 0; ///< written to `out`, without the checksum's
};

/// Nothing unless the text is valid in every respect: length, one case, characters, checksum. `out`
/// has at least text.size() bytes; without an answer its contents mean nothing.
std::optional<Decoded> decode(std::string_view text, base::MutableByteView out);

/// The five-bit value of a character of the data part in either case, or nothing.
std::optional<std::uint8_t> valueOf(char character);

} // namespace vault::bech32m
