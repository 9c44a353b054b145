// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/xml.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <system_error>

namespace transfer {

namespace {

constexpr std::string_view XmlBlanks = " \t\r\n";
constexpr int DeepestElement = 64;
constexpr std::size_t MostElements = 1'000'000;

void skipBlanks(std::string_view& rest)
{
    rest.remove_prefix(std::min(rest.find_first_not_of(XmlBlanks), rest.size()));
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

template <typename Out> bool appendDecoded(std::string_view text, Out& out)
{
    // Grows only where there is room: an entity is longer than what it stands for.
    out.reserve(out.size() + text.size());
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

/// Blanks, remarks and instructions for other programs; false for a remark without its end.
bool skipMisc(std::string_view& rest)
{
    for (;;) {
        skipBlanks(rest);
        const bool isRemark = rest.starts_with("<!--");
        if (!isRemark && !rest.starts_with("<?"))
            return true;
        if (!takeUntil(rest, isRemark ? "-->" : "?>"))
            return false;
    }
}

bool isName(std::string_view name)
{
    return !name.empty() && name.find_first_of("<>&\"'=/!? \t\r\n") == std::string_view::npos;
}

/// One attribute; false where it is none.
bool takeAttribute(std::string_view& rest, XmlElement& element)
{
    const auto name = takeUntil(rest, "=");
    if (!name)
        return false;
    const std::string_view bare = name->substr(0, name->find_last_not_of(XmlBlanks) + 1);
    skipBlanks(rest);
    if (!isName(bare) || rest.empty() || (rest.front() != '"' && rest.front() != '\''))
        return false;
    const std::string_view quote = rest.substr(0, 1);
    rest.remove_prefix(1);
    const auto value = takeUntil(rest, quote);
    if (!value || value->find('<') != std::string_view::npos)
        return false;
    element.attributes.emplace_back(bare, *value);
    return true;
}

/// Reads elements; once it has failed nothing follows.
class ElementReader
{
public:
    explicit ElementReader(std::string_view text) : m_rest(text) { }

    bool takeElement(XmlElement& element, int depth)
    {
        if (depth > DeepestElement || ++m_count > MostElements)
            return false;
        bool isEmpty = false;
        if (!takeBeginning(element, isEmpty))
            return false;
        return isEmpty || takeContent(element, depth);
    }

    /// Whether nothing but remarks follows.
    bool isAtEnd() { return skipMisc(m_rest) && m_rest.empty(); }

private:
    bool takeBeginning(XmlElement& element, bool& isEmpty)
    {
        if (!m_rest.starts_with('<'))
            return false;
        m_rest.remove_prefix(1);
        const std::size_t end = m_rest.find_first_of("/> \t\r\n");
        element.name = m_rest.substr(0, end);
        if (end == std::string_view::npos || !isName(element.name))
            return false;
        m_rest.remove_prefix(end);
        for (;;) {
            skipBlanks(m_rest);
            isEmpty = m_rest.starts_with("/>");
            if (isEmpty || m_rest.starts_with('>')) {
                m_rest.remove_prefix(isEmpty ? 2 : 1);
                return true;
            }
            if (++m_count > MostElements || !takeAttribute(m_rest, element))
                return false;
        }
    }

    bool takeContent(XmlElement& element, int depth)
    {
        const std::size_t end = std::min(m_rest.find('<'), m_rest.size());
        element.text = m_rest.substr(0, end);
        for (;;) {
            m_rest.remove_prefix(std::min(m_rest.find('<'), m_rest.size()));
            if (m_rest.starts_with("</"))
                return takeEnd(element.name);
            if (m_rest.starts_with("<!--") || m_rest.starts_with("<?")) {
                if (!skipMisc(m_rest))
                    return false;
                continue;
            }
            if (!takeElement(element.children.emplace_back(), depth + 1))
                return false;
        }
    }

    bool takeEnd(std::string_view name)
    {
        m_rest.remove_prefix(2);
        const auto written = takeUntil(m_rest, ">");
        return written && written->substr(0, written->find_last_not_of(XmlBlanks) + 1) == name;
    }

    std::string_view m_rest;
    std::size_t m_count = 0;
};

} // namespace

const XmlElement* XmlElement::child(std::string_view childName) const
{
    const auto found = std::ranges::find(children, childName, &XmlElement::name);
    return found == children.end() ? nullptr : &*found;
}

std::string XmlElement::attribute(std::string_view attributeName) const
{
    const auto found = std::ranges::find_if(
        attributes, [attributeName](const auto& one) { return one.first == attributeName; });
    std::string value;
    return found != attributes.end() && appendXmlText(found->second, value) ? value : std::string();
}

std::string XmlElement::textOf(std::string_view childName) const
{
    const XmlElement* const found = child(childName);
    std::string value;
    return found && appendXmlText(found->text, value) ? value : std::string();
}

std::string_view rootNameOf(std::string_view text)
{
    if (!skipMisc(text) || !text.starts_with('<'))
        return {};
    const std::string_view name = text.substr(1, text.find_first_of("/> \t\r\n") - 1);
    return isName(name) ? name : std::string_view();
}

std::optional<XmlElement> readXml(std::string_view text)
{
    if (!skipMisc(text))
        return std::nullopt;
    ElementReader reader(text);
    XmlElement root;
    if (!reader.takeElement(root, 1) || !reader.isAtEnd())
        return std::nullopt;
    return root;
}

bool appendXmlText(std::string_view text, std::string& out)
{
    return appendDecoded(text, out);
}

bool appendXmlText(std::string_view text, crypto::WipedBytes& out)
{
    return appendDecoded(text, out);
}

} // namespace transfer
