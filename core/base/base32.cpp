// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/base32.h"

namespace base {

namespace {

constexpr std::string_view Base32Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

int base32Value(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a';
    if (c >= '2' && c <= '7')
        return c - '2' + 26;
    return -1;
}

/// Number of bytes to skip at the start of `rest`: separators people and sites put into secrets.
std::size_t separatorLength(std::string_view rest)
{
    constexpr std::string_view NoBreakSpace = "\xC2\xA0";
    constexpr std::string_view Separators = " \t\r\n\v\f-=";
    if (Separators.find(rest.front()) != std::string_view::npos)
        return 1;
    return rest.starts_with(NoBreakSpace) ? NoBreakSpace.size() : 0;
}

} // namespace

void encodeBase32(ByteView bytes, std::span<char> out)
{
    Q_ASSERT(out.size() >= base32Length(bytes.size()));
    std::uint32_t buffer = 0;
    int bits = 0;
    std::size_t position = 0;
    for (const std::uint8_t byte : bytes) {
        buffer = buffer << 8 | byte;
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            out[position++] = Base32Alphabet[buffer >> bits & 31];
        }
        buffer &= (1U << bits) - 1;
    }
    if (bits > 0)
        out[position] = Base32Alphabet[buffer << (5 - bits) & 31];
}

Base32Decoded decodeBase32(std::string_view text, MutableByteView out)
{
    Base32Decoded result;
    std::uint32_t buffer = 0;
    int bits = 0;
    std::size_t i = 0;
    while (i < text.size()) {
        if (const std::size_t skip = separatorLength(text.substr(i)); skip > 0) {
            i += skip;
            continue;
        }
        const int value = base32Value(text[i]);
        if (value < 0) {
            result.badCharacter = text[i];
            result.badPosition = i;
            return result;
        }
        buffer = buffer << 5 | static_cast<std::uint32_t>(value);
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            out[result.bytes++] = static_cast<std::uint8_t>(buffer >> bits);
            buffer &= (1U << bits) - 1;
        }
        ++i;
    }
    result.canonical = bits < 5 && buffer == 0;
    return result;
}

} // namespace base
