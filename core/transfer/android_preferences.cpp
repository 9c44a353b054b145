// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/android_preferences.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <system_error>
#include <utility>

namespace transfer {

namespace {

constexpr std::string_view Blanks = " \t\r\n";

void skipBlanks(std::string_view& rest)
{
    rest.remove_prefix(std::min(rest.find_first_not_of(Blanks), rest.size()));
}

/// Takes all up to this, which is taken, too; nothing where it does not come.
std::optional<std::string_view> takeUntil(std::string_view& rest, std::string_view end)
{
    const std::size_t at = rest.find(end);
    if (at == std::string_view::npos)
        return std::nullopt;
    const std::string_view taken = rest.substr(0, at);
    rest.remove_prefix(at + end.size());
    return taken;
}

template <typename Out> void appendUtf8(Out& out, std::uint32_t code)
{
    const auto add = [&out](std::uint32_t byte) {
        out.push_back(static_cast<typename Out::value_type>(byte));
    };
    if (code < 0x80) {
        add(code);
        return;
    }
    const int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    constexpr std::array<std::uint32_t, 4> Leads = { 0, 0xc0, 0xe0, 0xf0 };
    add(Leads[static_cast<std::size_t>(more)] | (code >> (6 * more)));
    for (int i = more - 1; i >= 0; --i)
        add(0x80 | ((code >> (6 * i)) & 63));
}

/// What stands between & and ; as the number of its character.
std::optional<std::uint32_t> characterOf(std::string_view entity)
{
    constexpr std::array<std::pair<std::string_view, char>, 5> Named = { { { "amp", '&' },
        { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' } } };
    for (const auto& [name, character] : Named) {
        if (entity == name)
            return static_cast<std::uint32_t>(character);
    }
    if (!entity.starts_with('#'))
        return std::nullopt;
    const bool isHex = entity.starts_with("#x");
    const std::string_view digits = entity.substr(isHex ? 2 : 1);
    std::uint32_t code = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), code, isHex ? 16 : 10);
    const bool isCharacter = error == std::errc() && end == digits.data() + digits.size()
        && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return isCharacter ? std::optional(code) : std::nullopt;
}

/// Appends a text with its entities resolved; false where one is unknown.
template <typename Out> bool decode(std::string_view text, Out& out)
{
    out.reserve(text.size()); // grows only where there is room: an entity is longer than what it is
    while (!text.empty()) {
        const std::size_t plain = std::min(text.find('&'), text.size());
        out.insert(out.end(), text.begin(), text.begin() + static_cast<std::ptrdiff_t>(plain));
        text.remove_prefix(plain);
        if (text.empty())
            return true;
        text.remove_prefix(1);
        const auto entity = takeUntil(text, ";");
        const auto code = entity ? characterOf(*entity) : std::nullopt;
        if (!code)
            return false;
        appendUtf8(out, *code);
    }
    return true;
}

/// The beginning of an element, without its brackets.
struct Element
{
    std::string_view name;
    std::string_view attributes;
    bool isEmpty = false; ///< it has no end of its own
};

std::optional<Element> takeElement(std::string_view& rest)
{
    if (!rest.starts_with('<'))
        return std::nullopt;
    rest.remove_prefix(1);
    // Android writes > in a value as an entity.
    auto inner = takeUntil(rest, ">");
    if (!inner)
        return std::nullopt;
    Element element;
    element.isEmpty = inner->ends_with('/');
    if (element.isEmpty)
        inner->remove_suffix(1);
    const std::size_t end = std::min(inner->find_first_of(Blanks), inner->size());
    element.name = inner->substr(0, end);
    element.attributes = inner->substr(end);
    return element;
}

std::optional<std::string> nameOf(const Element& element)
{
    std::string_view rest = element.attributes;
    skipBlanks(rest);
    constexpr std::string_view Attribute = "name=\"";
    if (!rest.starts_with(Attribute))
        return std::nullopt;
    rest.remove_prefix(Attribute.size());
    const auto value = takeUntil(rest, "\"");
    std::string name;
    return value && decode(*value, name) ? std::optional(std::move(name)) : std::nullopt;
}

/// One member of the map; false where it is none.
bool takeMember(std::string_view& rest, std::vector<AndroidPreference>& preferences)
{
    const std::optional<Element> element = takeElement(rest);
    if (!element || element->name.empty() || element->name.starts_with('/'))
        return false;
    if (element->isEmpty)
        return true;
    const std::string end = "</" + std::string(element->name) + '>';
    const auto inner = takeUntil(rest, end);
    if (!inner)
        return false;
    if (element->name != "string")
        return true;
    std::optional<std::string> name = nameOf(*element);
    crypto::WipedBytes value;
    if (!name || !decode(*inner, value))
        return false;
    preferences.push_back({ std::move(*name), std::move(value) });
    return true;
}

} // namespace

std::optional<std::vector<AndroidPreference>> readAndroidPreferences(std::string_view text)
{
    skipBlanks(text);
    if (text.starts_with("<?xml") && !takeUntil(text, "?>"))
        return std::nullopt;
    skipBlanks(text);
    const std::optional<Element> root = takeElement(text);
    if (!root || root->name != "map" || root->isEmpty)
        return std::nullopt;
    std::vector<AndroidPreference> preferences;
    for (skipBlanks(text); !text.starts_with("</map>"); skipBlanks(text)) {
        if (!takeMember(text, preferences))
            return std::nullopt;
    }
    takeUntil(text, ">");
    skipBlanks(text);
    return text.empty() ? std::optional(std::move(preferences)) : std::nullopt;
}

} // namespace transfer
