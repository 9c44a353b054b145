// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/bytes.h"

#include <QString>

#include <bit>
#include <map>
#include <optional>

/// Binary property lists, made object by object, so that they can be made wrong.
namespace support::plist {

/// A marker and the number that follows it where it is said apart.
inline base::Bytes counted(std::uint8_t kind, std::uint64_t count)
{
    base::Bytes bytes { static_cast<std::uint8_t>(kind | 15), 0x13 };
    base::appendU64(bytes, count);
    return bytes;
}

inline base::Bytes ascii(std::string_view text)
{
    base::Bytes bytes = counted(0x50, text.size());
    base::append(bytes, base::bytesOf(text));
    return bytes;
}

inline base::Bytes data(std::string_view content)
{
    base::Bytes bytes = counted(0x40, content.size());
    base::append(bytes, base::bytesOf(content));
    return bytes;
}

inline base::Bytes utf16(const QString& text)
{
    base::Bytes bytes = counted(0x60, static_cast<std::uint64_t>(text.size()));
    for (const QChar unit : text)
        base::appendU16(bytes, unit.unicode());
    return bytes;
}

inline base::Bytes integer(std::uint64_t number)
{
    base::Bytes bytes { 0x13 };
    base::appendU64(bytes, number);
    return bytes;
}

inline base::Bytes real(double number)
{
    base::Bytes bytes { 0x23 };
    base::appendU64(bytes, std::bit_cast<std::uint64_t>(number));
    return bytes;
}

inline base::Bytes uid(std::uint8_t number)
{
    return { 0x80, number };
}

inline base::Bytes array(const base::Bytes& references)
{
    base::Bytes bytes = counted(0xa0, references.size());
    base::append(bytes, references);
    return bytes;
}

inline base::Bytes dictionary(const base::Bytes& keys, const base::Bytes& values)
{
    base::Bytes bytes = counted(0xd0, keys.size());
    base::append(bytes, keys);
    base::append(bytes, values);
    return bytes;
}

/// What a list says of itself, where that is not what it is.
struct Trailer
{
    std::uint8_t offsetSize = 4;
    std::uint8_t referenceSize = 1;
    std::optional<std::uint64_t> count = {};
    std::uint64_t top = 0;
    std::optional<std::uint64_t> table = {};
    std::size_t repeated = 1; ///< how many objects the first one stands for
};

/// A list of these objects, of which the first is the top.
inline base::Bytes list(const std::vector<base::Bytes>& objects, const Trailer& trailer = {})
{
    base::Bytes bytes;
    base::append(bytes, base::bytesOf(std::string_view("bplist00")));
    base::Bytes offsets;
    std::size_t count = 0;
    for (const base::Bytes& object : objects) {
        const std::size_t times = count == 0 ? trailer.repeated : 1;
        for (std::size_t i = 0; i < times; ++i)
            base::appendU32(offsets, static_cast<std::uint32_t>(bytes.size()));
        count += times;
        base::append(bytes, object);
    }
    const std::uint64_t table = bytes.size();
    base::append(bytes, offsets);
    bytes.resize(bytes.size() + 6);
    bytes.push_back(trailer.offsetSize);
    bytes.push_back(trailer.referenceSize);
    base::appendU64(bytes, trailer.count.value_or(count));
    base::appendU64(bytes, trailer.top);
    base::appendU64(bytes, trailer.table.value_or(table));
    return bytes;
}

/// An object of an archive, with those that stand in it: a list of them has one after the other.
struct Part
{
    base::Bytes own = {}; ///< where it is no collection
    std::vector<std::pair<std::string_view, Part>> members = {}; ///< of a dictionary
    std::vector<Part> items = {}; ///< of an array
    bool isArray = false;

    Part(const base::Bytes& bytes) : own(bytes) { }
    Part() = default;
};

inline Part operator""_o(const char* text, std::size_t size)
{
    return ascii({ text, size });
}

inline Part fields(const std::vector<std::pair<std::string_view, Part>>& members)
{
    Part part;
    part.members = members;
    return part;
}

inline Part uids(const std::vector<std::uint8_t>& numbers)
{
    Part part;
    part.isArray = true;
    for (const std::uint8_t number : numbers)
        part.items.emplace_back(uid(number));
    return part;
}

/// Puts a part and all that is in it behind the objects; its number.
inline std::uint8_t put(std::vector<base::Bytes>& objects, const Part& part)
{
    const std::size_t number = objects.size();
    objects.push_back(part.own);
    base::Bytes keys;
    base::Bytes values;
    for (const auto& [name, member] : part.members) {
        keys.push_back(put(objects, ascii(name)));
        values.push_back(put(objects, member));
    }
    for (const Part& item : part.items)
        values.push_back(put(objects, item));
    if (part.isArray)
        objects[number] = array(values);
    else if (part.own.empty())
        objects[number] = dictionary(keys, values);
    return static_cast<std::uint8_t>(number);
}

/// What NSKeyedArchiver makes of objects; the root is the one with the number 1.
inline base::Bytes archive(const std::vector<Part>& objects)
{
    Part all;
    all.isArray = true;
    all.items = objects;
    std::vector<base::Bytes> written;
    put(written, fields({ { "$objects", all }, { "$top", fields({ { "root", uid(1) } }) } }));
    return list(written);
}

} // namespace support::plist
