// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace base {

/// Bytes that are not secret. Secrets live in crypto::SecretBytes.
using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;
using MutableByteView = std::span<std::uint8_t>;

/// The bytes of a text, without its terminating zero.
inline ByteView bytesOf(std::string_view text)
{
    return { reinterpret_cast<const std::uint8_t*>(text.data()), text.size() };
}
inline ByteView bytesOf(const QByteArray& array)
{
    return { reinterpret_cast<const std::uint8_t*>(array.constData()),
        static_cast<std::size_t>(array.size()) };
}
inline std::string_view textOf(ByteView bytes)
{
    return { reinterpret_cast<const char*>(bytes.data()), bytes.size() };
}

void append(Bytes& out, ByteView bytes);
void appendU16(Bytes& out, std::uint16_t value); ///< big-endian
void appendU32(Bytes& out, std::uint32_t value); ///< big-endian
void appendU64(Bytes& out, std::uint64_t value); ///< big-endian

/// Big-endian value of the first bytes; the caller has checked that they are there.
std::uint16_t readU16(ByteView bytes);
std::uint32_t readU32(ByteView bytes);
std::uint64_t readU64(ByteView bytes);

/// Lower-case hexadecimal digits.
std::string toHex(ByteView bytes);

/// Strict: an even number of digits in either case and nothing else; InvalidField ("hex") if not.
Result<Bytes> fromHex(std::string_view text);

} // namespace base
