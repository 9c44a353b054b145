// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/java_map.h"

namespace transfer {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view JavaMagic = "\xac\xed\x00\x05"sv;
/// The class, and that it writes more than its fields.
constexpr std::string_view ClassOfMap =
    "sr\x00\x11java.util.HashMap\x05\x07\xda\xc1\xc3\x16\x60\xd1\x03\x00"sv;
/// Its fields and how many bytes follow for them: two, and one up to Android 6.
constexpr std::pair<std::string_view, std::size_t> FieldsOfMap[] = {
    { "\x02"
      "F\x00\x0aloadFactorI\x00\x09thresholdxp"sv,
        8 },
    { "\x01"
      "F\x00\x0aloadFactorxp"sv,
        4 },
};
constexpr std::string_view BlockOfMap = "w\x08"sv;
constexpr std::size_t CapacitySize = 4;
constexpr std::uint32_t FirstHandle = 0x7e0002; ///< before it stand the class and the map

enum Tag : std::uint8_t {
    Null = 0x70,
    Reference = 0x71,
    Text = 0x74,
    EndOfBlock = 0x78,
    LongText = 0x7c
};

/// Two surrogates of three bytes each, for one character beyond the basic plane.
bool isSurrogatePair(std::string_view text)
{
    const auto at = [text](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    return text.size() >= 6 && at(0) == 0xed && (at(1) & 0xf0) == 0xa0 && at(3) == 0xed
        && (at(4) & 0xf0) == 0xb0;
}

void appendSurrogatePair(std::string& out, std::string_view pair)
{
    const auto low = [pair](std::size_t i, unsigned bits) {
        return static_cast<std::uint32_t>(static_cast<std::uint8_t>(pair[i]) & bits);
    };
    const std::uint32_t code =
        0x10000 + (low(1, 15) << 16) + (low(2, 63) << 10) + (low(4, 15) << 6) + low(5, 63);
    out += static_cast<char>(0xf0 | (code >> 18));
    out += static_cast<char>(0x80 | ((code >> 12) & 63));
    out += static_cast<char>(0x80 | ((code >> 6) & 63));
    out += static_cast<char>(0x80 | (code & 63));
}

/// From the "modified UTF-8" of Java; whoever reads the text looks whether it is UTF-8 now.
std::string utf8Of(std::string_view modified)
{
    std::string out;
    out.reserve(modified.size());
    while (!modified.empty()) {
        std::size_t size = 1;
        if (modified.starts_with("\xc0\x80")) {
            out += '\0';
            size = 2;
        } else if (isSurrogatePair(modified)) {
            appendSurrogatePair(out, modified);
            size = 6;
        } else {
            out += modified.front();
        }
        modified.remove_prefix(size);
    }
    return out;
}

/// Walks over the bytes; once something is missing nothing follows.
class FieldReader
{
public:
    explicit FieldReader(base::ByteView bytes) : m_rest(bytes) { }

    std::optional<base::ByteView> take(std::uint64_t size)
    {
        if (size > m_rest.size())
            return std::nullopt;
        const base::ByteView taken = m_rest.first(static_cast<std::size_t>(size));
        m_rest = m_rest.subspan(taken.size());
        return taken;
    }

    bool takes(std::string_view expected)
    {
        return base::textOf(m_rest).starts_with(expected) && take(expected.size());
    }

    std::optional<std::uint8_t> tag()
    {
        const auto byte = take(1);
        return byte ? std::optional(byte->front()) : std::nullopt;
    }

private:
    base::ByteView m_rest;
};

bool takeFields(FieldReader& reader)
{
    for (const auto& [fields, size] : FieldsOfMap) {
        if (reader.takes(fields))
            return reader.take(size).has_value();
    }
    return false;
}

std::optional<std::string_view> newText(FieldReader& reader, std::uint8_t tag, JavaMap& map)
{
    const auto field = reader.take(tag == LongText ? 8 : 2);
    if (!field)
        return std::nullopt;
    const auto bytes = reader.take(tag == LongText ? base::readU64(*field) : base::readU16(*field));
    if (!bytes)
        return std::nullopt;
    return map.texts.emplace_back(utf8Of(base::textOf(*bytes)));
}

std::optional<std::string_view> text(FieldReader& reader, JavaMap& map)
{
    const std::optional<std::uint8_t> tag = reader.tag();
    if (tag && (*tag == Text || *tag == LongText))
        return newText(reader, *tag, map);
    if (tag == Null)
        return std::string_view();
    if (tag != Reference)
        return std::nullopt;
    const auto handle = reader.take(4);
    if (!handle)
        return std::nullopt;
    const std::uint32_t index = base::readU32(*handle) - FirstHandle; // wraps for those before it
    return index < map.texts.size() ? std::optional<std::string_view>(map.texts[index])
                                    : std::nullopt;
}

} // namespace

const std::string_view* JavaMap::find(std::string_view name) const
{
    const auto found = firsts.find(name);
    return found == firsts.end() ? nullptr : &members[found->second].second;
}

bool beginsAsJava(base::ByteView bytes)
{
    return base::textOf(bytes).starts_with(JavaMagic);
}

std::optional<JavaMap> readJavaMap(base::ByteView bytes)
{
    FieldReader reader(bytes);
    if (!reader.takes(JavaMagic) || !reader.takes(ClassOfMap) || !takeFields(reader)
        || !reader.takes(BlockOfMap) || !reader.take(CapacitySize))
        return std::nullopt;
    const auto count = reader.take(4);
    if (!count)
        return std::nullopt;
    JavaMap map;
    // Each member takes bytes of the file, so that no count can ask for more than there are.
    for (std::uint32_t left = base::readU32(*count); left > 0; --left) {
        const auto name = text(reader, map);
        const auto value = name ? text(reader, map) : std::nullopt;
        if (!value)
            return std::nullopt;
        map.firsts.emplace(*name, map.members.size());
        map.members.emplace_back(*name, *value);
    }
    return reader.tag() == EndOfBlock ? std::optional(std::move(map)) : std::nullopt;
}

} // namespace transfer
