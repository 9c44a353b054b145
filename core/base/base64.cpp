// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/base64.h"

#include <algorithm>

namespace base {

namespace {

constexpr std::string_view Base64Alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

int base64Value(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    if (c == '+' || c == '-')
        return 62;
    if (c == '/' || c == '_')
        return 63;
    return -1;
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

} // namespace

Result<std::size_t> decodeBase64(std::string_view text, MutableByteView out)
{
    const Error invalid { ErrorCode::InvalidField, "not Base64", { "base64" } };
    std::uint32_t buffer = 0;
    int bits = 0;
    std::size_t written = 0;
    bool padded = false;
    for (const char c : text) {
        if (isBlank(c))
            continue;
        if (c == '=') {
            padded = true;
            continue;
        }
        const int value = base64Value(c);
        if (value < 0 || padded)
            return invalid;
        buffer = buffer << 6 | static_cast<std::uint32_t>(value);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out[written++] = static_cast<std::uint8_t>(buffer >> bits);
            buffer &= (1U << bits) - 1;
        }
    }
    if (bits == 6)
        return invalid;
    return written;
}

void encodeBase64(ByteView bytes, std::span<char> out)
{
    Q_ASSERT(out.size() >= base64Length(bytes.size()));
    std::size_t position = 0;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = static_cast<std::uint32_t>(bytes[i]) << 16;
        if (count > 1)
            group |= static_cast<std::uint32_t>(bytes[i + 1]) << 8;
        if (count > 2)
            group |= bytes[i + 2];
        out[position++] = Base64Alphabet[group >> 18 & 63];
        out[position++] = Base64Alphabet[group >> 12 & 63];
        out[position++] = count > 1 ? Base64Alphabet[group >> 6 & 63] : '=';
        out[position++] = count > 2 ? Base64Alphabet[group & 63] : '=';
    }
}

Result<Bytes> decodeBase64Url(std::string_view text)
{
    const Error invalid { ErrorCode::InvalidField, "not Base64url", { "base64url" } };
    if (text.find_first_of("+/= \t\r\n") != std::string_view::npos)
        return invalid;
    Bytes bytes(text.size() * 3 / 4);
    const Result<std::size_t> size = decodeBase64(text, bytes);
    if (!size)
        return invalid;
    bytes.resize(*size);
    if (encodeBase64Url(bytes) != text) // bits left over in the last character
        return invalid;
    return bytes;
}

std::string encodeBase64Url(ByteView bytes)
{
    std::string text(base64Length(bytes.size()), '\0');
    encodeBase64(bytes, text);
    text.resize(text.size() - (3 - bytes.size() % 3) % 3);
    std::ranges::replace(text, '+', '-');
    std::ranges::replace(text, '/', '_');
    return text;
}

} // namespace base
