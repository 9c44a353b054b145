// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/openpgp.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace transfer {

namespace {

constexpr std::uint8_t IsPacket = 0x80;
constexpr std::uint8_t IsNewForm = 0x40;
constexpr unsigned KeyForPerson = 1;
constexpr unsigned KeyForPassphrase = 3;
constexpr unsigned Encrypted = 9;
constexpr unsigned EncryptedWithCheck = 18;
constexpr unsigned EncryptedByAead = 20;
constexpr std::size_t MostKeys = 256; ///< people and passphrases
constexpr std::size_t SmallestKey = 4;
constexpr std::size_t LargestKey = 8192;

struct Packet
{
    unsigned tag = 0;
    std::optional<std::size_t> size; ///< none: it goes on until the end, or in pieces
    base::ByteView body; ///< and all that follows
};

std::optional<Packet> packetOfOldForm(base::ByteView bytes)
{
    const unsigned tag = (bytes[0] >> 2U) & 0x0fU;
    const unsigned kind = bytes[0] & 3U;
    if (kind == 3)
        return Packet { tag, std::nullopt, bytes.subspan(1) };
    const std::size_t width = std::size_t { 1 } << kind;
    if (bytes.size() < 1 + width)
        return std::nullopt;
    std::size_t size = 0;
    for (const std::uint8_t byte : bytes.subspan(1, width))
        size = size << 8U | byte;
    return Packet { tag, size, bytes.subspan(1 + width) };
}

std::optional<Packet> packetOfNewForm(base::ByteView bytes)
{
    constexpr std::uint8_t FirstOfTwo = 192;
    constexpr std::uint8_t FirstOfPieces = 224;
    constexpr std::uint8_t OfFour = 255;
    const unsigned tag = bytes[0] & 0x3fU;
    if (bytes.size() < 2)
        return std::nullopt;
    const std::uint8_t first = bytes[1];
    if (first < FirstOfTwo)
        return Packet { tag, first, bytes.subspan(2) };
    if (first >= FirstOfPieces && first < OfFour)
        return Packet { tag, std::nullopt, bytes.subspan(2) };
    const std::size_t end = first == OfFour ? 6 : 3;
    if (bytes.size() < end)
        return std::nullopt;
    const std::size_t size = first == OfFour
        ? base::readU32(bytes.subspan(2))
        : (std::size_t { first } - FirstOfTwo) * 256 + bytes[2] + FirstOfTwo;
    return Packet { tag, size, bytes.subspan(end) };
}

std::optional<Packet> packetAt(base::ByteView bytes)
{
    if (bytes.empty() || (bytes[0] & IsPacket) == 0)
        return std::nullopt;
    return (bytes[0] & IsNewForm) != 0 ? packetOfNewForm(bytes) : packetOfOldForm(bytes);
}

/// Whole, of a size that such a key can have, and of a version that there is.
bool isKey(const Packet& packet)
{
    if (!packet.size || *packet.size < SmallestKey || *packet.size > LargestKey
        || *packet.size > packet.body.size())
        return false;
    const unsigned version = packet.body[0];
    if (packet.tag == KeyForPerson)
        return version == 2 || version == 3 || version == 6;
    return packet.tag == KeyForPassphrase && version >= 4 && version <= 6;
}

bool isEncryptedData(const Packet& packet)
{
    if (packet.body.empty() || packet.size == std::size_t { 0 })
        return false;
    const unsigned version = packet.body[0];
    return packet.tag == Encrypted
        || (packet.tag == EncryptedWithCheck && (version == 1 || version == 2))
        || (packet.tag == EncryptedByAead && version == 1);
}

} // namespace

bool isOpenPgpMessage(base::ByteView bytes)
{
    for (std::size_t keys = 0; keys <= MostKeys; ++keys) {
        const std::optional<Packet> packet = packetAt(bytes);
        if (!packet)
            return false;
        if (keys > 0 && isEncryptedData(*packet))
            return true;
        if (!isKey(*packet))
            return false;
        bytes = packet->body.subspan(*packet->size);
    }
    return false;
}

} // namespace transfer
