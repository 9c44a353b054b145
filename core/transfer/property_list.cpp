// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/property_list.h"

#include <algorithm>
#include <bit>

namespace transfer {

namespace {

using PlistKind = PlistObject::Kind;

// CF's source, CFBinaryPList.c, describes the format.
constexpr std::string_view PlistMagic = "bplist00";
constexpr std::size_t TrailerSize = 32;
constexpr std::size_t MostObjects = 1'000'000;
constexpr std::size_t MostReferences = 1'000'000; ///< all together
constexpr std::size_t MostKeys = 256; ///< of a dictionary: each look goes through all of them

std::uint64_t bigEndian(base::ByteView bytes)
{
    std::uint64_t value = 0;
    for (const std::uint8_t byte : bytes)
        value = (value << 8) | byte;
    return value;
}

/// Reads the objects; once something leads out of the bytes nothing is read any more.
class ObjectReader
{
public:
    explicit ObjectReader(base::ByteView bytes) : m_bytes(bytes) { }

    std::optional<PropertyList> read()
    {
        if (!readTrailer())
            return std::nullopt;
        PropertyList list;
        list.top = m_top;
        for (std::size_t i = 0; i < m_count; ++i) {
            m_at = offsetOf(i);
            if (!readObject(list.objects.emplace_back()))
                return std::nullopt;
        }
        return list;
    }

private:
    bool readTrailer()
    {
        if (m_bytes.size() < PlistMagic.size() + TrailerSize)
            return false;
        const base::ByteView trailer = m_bytes.last(TrailerSize);
        m_offsetSize = trailer[6];
        m_referenceSize = trailer[7];
        const std::uint64_t count = bigEndian(trailer.subspan(8, 8));
        const std::uint64_t top = bigEndian(trailer.subspan(16, 8));
        const std::uint64_t table = bigEndian(trailer.subspan(24, 8));
        const std::size_t end = m_bytes.size() - TrailerSize;
        if (m_offsetSize < 1 || m_offsetSize > 8 || m_referenceSize < 1 || m_referenceSize > 8)
            return false;
        if (table > end || count > (end - table) / m_offsetSize || count > MostObjects
            || top >= count)
            return false;
        m_count = static_cast<std::size_t>(count);
        m_top = static_cast<std::size_t>(top);
        m_table = static_cast<std::size_t>(table);
        return true;
    }

    std::size_t offsetOf(std::size_t object) const
    {
        const std::uint64_t offset =
            bigEndian(m_bytes.subspan(m_table + object * m_offsetSize, m_offsetSize));
        return static_cast<std::size_t>(std::min<std::uint64_t>(offset, m_table));
    }

    /// Objects stand before the table of their offsets.
    std::optional<base::ByteView> take(std::uint64_t size)
    {
        if (size > m_table - m_at)
            return std::nullopt;
        const base::ByteView taken = m_bytes.subspan(m_at, static_cast<std::size_t>(size));
        m_at += taken.size();
        return taken;
    }

    /// How many there are: in the marker itself, or in an integer that follows.
    std::optional<std::uint64_t> takeCount(std::uint8_t marker)
    {
        constexpr std::uint8_t Follows = 15;
        if ((marker & 15) != Follows)
            return marker & 15;
        const auto integer = take(1);
        if (!integer || (*integer)[0] >> 4 != 1 || ((*integer)[0] & 15) > 3)
            return std::nullopt;
        const auto bytes = take(std::uint64_t { 1 } << ((*integer)[0] & 15));
        return bytes ? std::optional(bigEndian(*bytes)) : std::nullopt;
    }

    bool takeReferences(std::uint64_t count, std::vector<std::size_t>& out)
    {
        if (count > MostReferences - m_references)
            return false;
        m_references += static_cast<std::size_t>(count);
        const auto bytes = take(count * m_referenceSize);
        for (std::size_t i = 0; bytes && i < count; ++i) {
            const std::uint64_t number =
                bigEndian(bytes->subspan(i * m_referenceSize, m_referenceSize));
            if (number >= m_count)
                return false;
            out.push_back(static_cast<std::size_t>(number));
        }
        return bytes.has_value();
    }

    bool takeBytes(PlistObject& object, PlistKind kind, std::optional<std::uint64_t> size)
    {
        const auto bytes = size ? take(*size) : std::nullopt;
        object.kind = kind;
        object.bytes = bytes.value_or(base::ByteView());
        return bytes.has_value();
    }

    bool takeNumber(PlistObject& object, PlistKind kind, std::uint64_t size)
    {
        if (size > 16 || (kind == PlistKind::Real && size != 4 && size != 8))
            return false;
        const auto bytes = take(size);
        if (!bytes)
            return false;
        const std::uint64_t number = bigEndian(*bytes); // of sixteen bytes the last eight
        object.kind = kind;
        object.integer = static_cast<std::int64_t>(number);
        if (kind == PlistKind::Real && size == 4)
            object.real = std::bit_cast<float>(static_cast<std::uint32_t>(number));
        else if (kind == PlistKind::Real)
            object.real = std::bit_cast<double>(number);
        return true;
    }

    bool readObject(PlistObject& object)
    {
        const auto marker = take(1);
        if (!marker)
            return false;
        const std::uint8_t byte = (*marker)[0];
        const std::uint64_t power = std::uint64_t { 1 } << (byte & 15);
        switch (byte >> 4) {
        case 0:
            object.kind = byte == 8 || byte == 9 ? PlistKind::Integer : PlistKind::Other;
            object.integer = byte == 9 ? 1 : 0;
            return true;
        case 1:
            return takeNumber(object, PlistKind::Integer, power);
        case 2:
            return takeNumber(object, PlistKind::Real, power);
        case 4:
            return takeBytes(object, PlistKind::Data, takeCount(byte));
        case 5:
            return takeBytes(object, PlistKind::Ascii, takeCount(byte));
        case 6: {
            const auto count = takeCount(byte);
            return count && *count <= m_bytes.size()
                && takeBytes(object, PlistKind::Utf16, 2 * *count);
        }
        case 8:
            return takeNumber(object, PlistKind::Uid, (byte & 15) + 1U);
        case 10: {
            const auto count = takeCount(byte);
            object.kind = PlistKind::Array;
            return count && takeReferences(*count, object.items);
        }
        case 13: {
            const auto count = takeCount(byte);
            object.kind = PlistKind::Dictionary;
            return count && *count <= MostKeys && takeReferences(*count, object.keys)
                && takeReferences(*count, object.items);
        }
        default:
            return true; // a date or a set: nobody asks for it
        }
    }

    base::ByteView m_bytes;
    std::size_t m_at = 0;
    std::size_t m_offsetSize = 0;
    std::size_t m_referenceSize = 0;
    std::size_t m_count = 0;
    std::size_t m_top = 0;
    std::size_t m_table = 0;
    std::size_t m_references = 0;
};

} // namespace

const PlistObject* PropertyList::member(const PlistObject& object, std::string_view name) const
{
    if (object.kind != PlistKind::Dictionary)
        return nullptr;
    const auto found = std::ranges::find_if(object.keys, [&](std::size_t key) {
        return objects[key].kind == PlistKind::Ascii && base::textOf(objects[key].bytes) == name;
    });
    if (found == object.keys.end())
        return nullptr;
    return &objects[object.items[static_cast<std::size_t>(found - object.keys.begin())]];
}

bool beginsAsPropertyList(base::ByteView bytes)
{
    return base::textOf(bytes).starts_with(PlistMagic);
}

std::optional<PropertyList> readPropertyList(base::ByteView bytes)
{
    if (!beginsAsPropertyList(bytes))
        return std::nullopt;
    return ObjectReader(bytes).read();
}

std::optional<KeyedArchive> KeyedArchive::read(base::ByteView bytes)
{
    std::optional<PropertyList> list = readPropertyList(bytes);
    if (!list)
        return std::nullopt;
    KeyedArchive archive(std::move(*list));
    const PlistObject& file = archive.m_list.objects[archive.m_list.top];
    const PlistObject* const objects = archive.m_list.member(file, "$objects");
    const PlistObject* const top = archive.m_list.member(file, "$top");
    const PlistObject* const root = top ? archive.m_list.member(*top, "root") : nullptr;
    if (!objects || objects->kind != PlistKind::Array || !root)
        return std::nullopt;
    archive.m_objects = objects->items;
    archive.m_root = archive.resolved(root);
    return archive;
}

KeyedArchive::Object KeyedArchive::resolved(Object object) const
{
    if (!object || object->kind != PlistKind::Uid)
        return object;
    const auto number = static_cast<std::uint64_t>(object->integer);
    // The first is what the program has instead of nothing.
    return number == 0 || number >= m_objects.size()
        ? nullptr
        : &m_list.objects[m_objects[static_cast<std::size_t>(number)]];
}

KeyedArchive::Object KeyedArchive::member(Object object, std::string_view name) const
{
    if (!object)
        return nullptr;
    const PlistObject* const keys = m_list.member(*object, "NS.keys");
    const PlistObject* const values = m_list.member(*object, "NS.objects");
    if (!keys || !values)
        return resolved(m_list.member(*object, name));
    if (keys->items.size() > MostKeys)
        return nullptr;
    const std::size_t count = std::min(keys->items.size(), values->items.size());
    for (std::size_t i = 0; i < count; ++i) {
        const Object key = resolved(&m_list.objects[keys->items[i]]);
        if (key && key->kind == PlistKind::Ascii && base::textOf(key->bytes) == name)
            return resolved(&m_list.objects[values->items[i]]);
    }
    return nullptr;
}

std::vector<KeyedArchive::Object> KeyedArchive::items(Object array) const
{
    std::vector<Object> items;
    const PlistObject* const objects = array ? m_list.member(*array, "NS.objects") : nullptr;
    for (const std::size_t number : objects ? objects->items : std::vector<std::size_t>())
        items.push_back(resolved(&m_list.objects[number]));
    return items;
}

base::ByteView KeyedArchive::data(Object object) const
{
    const Object data = object && object->kind == PlistKind::Dictionary
        ? m_list.member(*object, "NS.data")
        : object;
    return data && data->kind == PlistKind::Data ? data->bytes : base::ByteView();
}

QString KeyedArchive::text(Object object) const
{
    const Object text = object && object->kind == PlistKind::Dictionary
        ? resolved(m_list.member(*object, "NS.string"))
        : object;
    if (!text)
        return {};
    QString out;
    if (text->kind == PlistKind::Ascii)
        out = QString::fromLatin1(reinterpret_cast<const char*>(text->bytes.data()),
            static_cast<qsizetype>(text->bytes.size()));
    for (std::size_t i = 0; text->kind == PlistKind::Utf16 && i + 1 < text->bytes.size(); i += 2)
        out += QChar(base::readU16(text->bytes.subspan(i, 2)));
    return out;
}

std::optional<std::int64_t> KeyedArchive::integer(Object object) const
{
    return object && object->kind == PlistKind::Integer ? std::optional(object->integer)
                                                        : std::nullopt;
}

double KeyedArchive::real(Object object) const
{
    if (!object)
        return 0;
    return object->kind == PlistKind::Integer ? static_cast<double>(object->integer) : object->real;
}

} // namespace transfer
