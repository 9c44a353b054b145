// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/cbor.h"

#include <QUtf8StringView>

#include <algorithm>

namespace vault::cbor {

namespace {

constexpr std::uint8_t UnsignedType = 0;
constexpr std::uint8_t NegativeType = 1;
constexpr std::uint8_t BytesType = 2;
constexpr std::uint8_t TextType = 3;
constexpr std::uint8_t ArrayType = 4;
constexpr std::uint8_t MapType = 5;
constexpr std::uint8_t SimpleType = 7;
constexpr std::uint8_t False = 20;
constexpr std::uint8_t True = 21;
constexpr std::uint8_t Null = 22;

/// The first bytes of an item: its type and a number, which is a value, a length or a count.
struct Head
{
    std::uint8_t majorType;
    std::uint64_t value;
    std::size_t size; ///< bytes of the head
};

/// Absent if the bytes end early, the number is not in its shortest form or has no definite value.
std::optional<Head> readHead(base::ByteView bytes)
{
    if (bytes.empty())
        return {};
    const auto majorType = static_cast<std::uint8_t>(bytes[0] >> 5);
    const auto information = static_cast<std::uint8_t>(bytes[0] & 0x1f);
    if (information < 24)
        return Head { majorType, information, 1 };
    if (information > 27)
        return {};
    const std::size_t width = std::size_t { 1 } << (information - 24);
    if (bytes.size() < 1 + width)
        return {};
    std::uint64_t value = 0;
    for (const std::uint8_t byte : bytes.subspan(1, width))
        value = value << 8 | byte;
    const std::uint64_t smallest = width == 1 ? 24 : std::uint64_t { 1 } << (width * 4);
    if (value < smallest)
        return {};
    return Head { majorType, value, 1 + width };
}

bool isBefore(base::ByteView a, base::ByteView b)
{
    return std::ranges::lexicographical_compare(a, b);
}

/// One walk over everything, with the limits counted along the way.
class Checker
{
public:
    explicit Checker(base::ByteView bytes) : m_bytes(bytes) { }

    bool isOneItem() { return item(0) && m_position == m_bytes.size(); }

private:
    bool item(int depth)
    {
        const std::optional<Head> head = readHead(m_bytes.subspan(m_position));
        if (!head)
            return false;
        m_position += head->size;
        switch (head->majorType) {
        case UnsignedType:
        case NegativeType:
            return true;
        case BytesType:
            return string(head->value, MaxBytesSize);
        case TextType:
            return text(head->value);
        case ArrayType:
            return array(head->value, depth + 1);
        case MapType:
            return map(head->value, depth + 1);
        case SimpleType:
            return head->size == 1 && head->value >= False && head->value <= Null;
        default:
            return false;
        }
    }

    bool string(std::uint64_t size, std::size_t limit)
    {
        if (size > limit || size > m_bytes.size() - m_position)
            return false;
        m_position += static_cast<std::size_t>(size);
        return true;
    }

    bool text(std::uint64_t size)
    {
        const std::size_t begin = m_position;
        if (!string(size, MaxTextSize))
            return false;
        const auto* characters = reinterpret_cast<const char*>(m_bytes.data() + begin);
        return QUtf8StringView(characters, static_cast<qsizetype>(size)).isValidUtf8();
    }

    bool array(std::uint64_t count, int depth)
    {
        if (depth > MaxDepth || count > MaxItems)
            return false;
        for (std::uint64_t i = 0; i < count; ++i) {
            if (!item(depth))
                return false;
        }
        return true;
    }

    bool map(std::uint64_t count, int depth)
    {
        if (depth > MaxDepth || count > MaxItems / 2)
            return false;
        base::ByteView previous;
        for (std::uint64_t i = 0; i < count; ++i) {
            const std::size_t begin = m_position;
            // Maps and arrays as keys would make "the same key" a question of its own.
            const bool isPlainKey = begin < m_bytes.size() && (m_bytes[begin] >> 5) <= TextType;
            if (!isPlainKey || !item(depth))
                return false;
            const base::ByteView key = m_bytes.subspan(begin, m_position - begin);
            if ((i > 0 && !isBefore(previous, key)) || !item(depth))
                return false;
            previous = key;
        }
        return true;
    }

    base::ByteView m_bytes;
    std::size_t m_position = 0;
};

} // namespace

base::Result<void> check(base::ByteView bytes)
{
    if (!Checker(bytes).isOneItem())
        return base::Error { base::ErrorCode::Damaged, "CBOR", { "body" } };
    return {};
}

std::optional<std::uint64_t> Reader::head(std::uint8_t majorType)
{
    const std::optional<Head> head = readHead(m_bytes.subspan(m_position));
    if (!head || head->majorType != majorType)
        return {};
    m_position += head->size;
    return head->value;
}

std::optional<base::ByteView> Reader::string(std::uint8_t majorType)
{
    const std::size_t before = m_position;
    const std::optional<std::uint64_t> size = head(majorType);
    if (!size)
        return {};
    if (*size > m_bytes.size() - m_position) {
        m_position = before;
        return {};
    }
    const base::ByteView content = m_bytes.subspan(m_position, static_cast<std::size_t>(*size));
    m_position += content.size();
    return content;
}

std::optional<std::uint64_t> Reader::unsignedNumber()
{
    return head(UnsignedType);
}

std::optional<base::ByteView> Reader::bytes()
{
    return string(BytesType);
}

std::optional<std::string_view> Reader::text()
{
    const std::optional<base::ByteView> content = string(TextType);
    if (!content)
        return {};
    return base::textOf(*content);
}

std::optional<bool> Reader::boolean()
{
    const std::size_t before = m_position;
    const std::optional<std::uint64_t> value = head(SimpleType);
    if (value && *value != False && *value != True)
        m_position = before;
    if (!value || (*value != False && *value != True))
        return {};
    return *value == True;
}

std::optional<std::size_t> Reader::array()
{
    return head(ArrayType);
}

std::optional<std::size_t> Reader::map()
{
    return head(MapType);
}

base::ByteView Reader::item()
{
    const std::size_t begin = m_position;
    for (std::uint64_t pending = 1; pending > 0; --pending) {
        const std::optional<Head> head = readHead(m_bytes.subspan(m_position));
        const bool isString = head && (head->majorType == BytesType || head->majorType == TextType);
        const bool isContainer =
            head && (head->majorType == ArrayType || head->majorType == MapType);
        const std::uint64_t left = head ? m_bytes.size() - m_position - head->size : 0;
        // Every item takes a byte at least: larger counts are lies, and could overflow.
        if (!head || ((isString || isContainer) && head->value > left)) {
            m_position = m_bytes.size();
            return {};
        }
        m_position += head->size;
        if (isString)
            m_position += static_cast<std::size_t>(head->value);
        if (isContainer)
            pending += head->majorType == MapType ? 2 * head->value : head->value;
    }
    return m_bytes.subspan(begin, m_position - begin);
}

void Writer::head(std::uint8_t majorType, std::uint64_t value)
{
    const auto type = static_cast<std::uint8_t>(majorType << 5);
    if (value < 24) {
        m_bytes.push_back(static_cast<std::uint8_t>(type | value));
        return;
    }
    std::uint8_t information = 24;
    int width = 1;
    while (width < 8 && value >> (width * 8) != 0) {
        width *= 2;
        ++information;
    }
    m_bytes.push_back(static_cast<std::uint8_t>(type | information));
    for (int shift = width * 8 - 8; shift >= 0; shift -= 8)
        m_bytes.push_back(static_cast<std::uint8_t>(value >> shift));
}

void Writer::bytes(base::ByteView value)
{
    head(BytesType, value.size());
    encoded(value);
}

void Writer::text(std::string_view value)
{
    head(TextType, value.size());
    encoded(base::bytesOf(value));
}

void Writer::boolean(bool value)
{
    head(SimpleType, value ? True : False);
}

void Writer::encoded(base::ByteView items)
{
    m_bytes.insert(m_bytes.end(), items.begin(), items.end());
}

MapWriter::MapWriter(std::size_t expectedSize)
{
    m_writer.reserve(expectedSize);
    m_members.reserve(12);
}

Writer& MapWriter::member(std::string_view key)
{
    const std::size_t begin = m_writer.size();
    m_writer.text(key);
    m_members.push_back({ begin, m_writer.size() });
    return m_writer;
}

Writer& MapWriter::member(base::ByteView key)
{
    const std::size_t begin = m_writer.size();
    m_writer.bytes(key);
    m_members.push_back({ begin, m_writer.size() });
    return m_writer;
}

void MapWriter::members(base::ByteView encoded)
{
    Reader reader(encoded);
    while (!reader.isAtEnd()) {
        const std::size_t begin = m_writer.size();
        m_writer.encoded(reader.item());
        m_members.push_back({ begin, m_writer.size() });
        m_writer.encoded(reader.item());
    }
}

void MapWriter::finish(Writer& out)
{
    struct Part
    {
        base::ByteView key;
        base::ByteView whole;
    };
    std::vector<Part> parts;
    parts.reserve(m_members.size());
    const base::ByteView all = m_writer.view();
    for (std::size_t i = 0; i < m_members.size(); ++i) {
        const Member& member = m_members[i];
        const std::size_t end = i + 1 < m_members.size() ? m_members[i + 1].begin : all.size();
        parts.push_back({ all.subspan(member.begin, member.valueBegin - member.begin),
            all.subspan(member.begin, end - member.begin) });
    }
    std::ranges::sort(parts, isBefore, &Part::key);
    out.map(parts.size());
    for (const Part& part : parts)
        out.encoded(part.whole);
}

std::optional<Members> Members::of(base::ByteView item)
{
    Reader reader(item);
    const std::optional<std::size_t> count = reader.map();
    if (!count)
        return {};
    Members members;
    members.m_members.reserve(std::min(*count, item.size() / 2));
    for (std::size_t i = 0; i < *count && !reader.isAtEnd(); ++i) {
        const base::ByteView key = reader.item();
        members.m_members.push_back({ key, reader.item() });
    }
    return members;
}

std::optional<base::ByteView> Members::take(std::string_view key)
{
    for (Member& member : m_members) {
        if (!member.taken && Reader(member.key).text() == key) {
            member.taken = true;
            return member.value;
        }
    }
    return {};
}

base::Bytes Members::rest() const
{
    base::Bytes rest;
    for (const Member& member : m_members) {
        if (member.taken)
            continue;
        base::append(rest, member.key);
        base::append(rest, member.value);
    }
    return rest;
}

} // namespace vault::cbor
