// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/percent.h"

#include "core/base/hex_digit.h"

namespace base {

namespace {

/// The byte an escape at the start of `text` stands for; -1 if there is none.
int escapedByte(std::string_view text)
{
    if (text.size() < 3 || text[0] != '%')
        return -1;
    const int high = hexValue(text[1]);
    const int low = hexValue(text[2]);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
}

bool isUnreserved(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
        || std::string_view("-._~").find(c) != std::string_view::npos;
}

} // namespace

std::size_t percentDecode(std::string_view text, Plus plus, std::span<char> out)
{
    std::size_t written = 0;
    while (!text.empty()) {
        if (const int byte = escapedByte(text); byte >= 0) {
            out[written++] = static_cast<char>(byte);
            text.remove_prefix(3);
            continue;
        }
        const bool isBlank = text.front() == '+' && plus == Plus::IsBlank;
        out[written++] = isBlank ? ' ' : text.front();
        text.remove_prefix(1);
    }
    return written;
}

std::string percentDecoded(std::string_view text, Plus plus)
{
    std::string decoded(text.size(), '\0');
    decoded.resize(percentDecode(text, plus, decoded));
    return decoded;
}

std::size_t percentEncode(std::string_view text, std::span<char> out)
{
    static constexpr char Digits[] = "0123456789ABCDEF";
    std::size_t written = 0;
    for (const char c : text) {
        if (isUnreserved(c)) {
            out[written++] = c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out[written++] = '%';
        out[written++] = Digits[byte >> 4];
        out[written++] = Digits[byte & 15];
    }
    return written;
}

std::string percentEncoded(std::string_view text)
{
    std::string encoded(text.size() * 3, '\0');
    encoded.resize(percentEncode(text, encoded));
    return encoded;
}

} // namespace base
