// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/bytes.h"

#include "core/base/hex_digit.h"

namespace base {

namespace {

template <typename T> void appendBigEndian(Bytes& out, T value)
{
    for (int shift = (static_cast<int>(sizeof(T)) - 1) * 8; shift >= 0; shift -= 8)
        out.push_back(static_cast<std::uint8_t>(value >> shift));
}

template <typename T> T readBigEndian(ByteView bytes)
{
    Q_ASSERT(bytes.size() >= sizeof(T));
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i)
        value = value << 8 | bytes[i];
    return static_cast<T>(value);
}

} // namespace

void append(Bytes& out, ByteView bytes)
{
    out.insert(out.end(), bytes.begin(), bytes.end());
}

void appendU16(Bytes& out, std::uint16_t value)
{
    appendBigEndian(out, value);
}

void appendU32(Bytes& out, std::uint32_t value)
{
    appendBigEndian(out, value);
}

void appendU64(Bytes& out, std::uint64_t value)
{
    appendBigEndian(out, value);
}

std::uint16_t readU16(ByteView bytes)
{
    return readBigEndian<std::uint16_t>(bytes);
}

std::uint32_t readU32(ByteView bytes)
{
    return readBigEndian<std::uint32_t>(bytes);
}

std::uint64_t readU64(ByteView bytes)
{
    return readBigEndian<std::uint64_t>(bytes);
}

std::string toHex(ByteView bytes)
{
    static constexpr char Digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        text.push_back(Digits[byte >> 4]);
        text.push_back(Digits[byte & 15]);
    }
    return text;
}

Result<Bytes> fromHex(std::string_view text)
{
    if (text.size() % 2 != 0)
        return Error { ErrorCode::InvalidField, "odd number of hex digits", { "hex" } };
    Bytes bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = hexValue(text[i]);
        const int low = hexValue(text[i + 1]);
        if (high < 0 || low < 0)
            return Error { ErrorCode::InvalidField, "not a hex digit", { "hex" } };
        bytes.push_back(static_cast<std::uint8_t>(high << 4 | low));
    }
    return bytes;
}

} // namespace base
