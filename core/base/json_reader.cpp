// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/hex_digit.h"
#include "core/base/json.h"

#include <QByteArrayView>

#include <algorithm>
#include <array>
#include <charconv>

namespace base::json {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The value of four hexadecimal digits; -1 if they are none.
int hexQuad(std::string_view text)
{
    int value = 0;
    for (const char digit : text) {
        if (hexValue(digit) < 0)
            return -1;
        value = value << 4 | hexValue(digit);
    }
    return text.size() == 4 ? value : -1;
}

bool isHighSurrogate(int unit)
{
    return unit >= 0xd800 && unit < 0xdc00;
}

bool isLowSurrogate(int unit)
{
    return unit >= 0xdc00 && unit < 0xe000;
}

/// One character after a backslash, taken off `rest`.
struct Escape
{
    char32_t character = 0;
    std::size_t length = 0; ///< with the backslash; 0: no escape of JSON
    bool isHalf = false; ///< one of two that are a character together
};

constexpr Escape Half { 0xfffd, 6, true };

Escape unicodeEscape(std::string_view text)
{
    const int unit = hexQuad(text.substr(2, 4));
    if (unit < 0)
        return {};
    if (isLowSurrogate(unit))
        return Half;
    if (!isHighSurrogate(unit))
        return { static_cast<char32_t>(unit), 6 };
    if (text.size() < 12 || text[6] != '\\' || text[7] != 'u')
        return Half;
    const int low = hexQuad(text.substr(8, 4));
    if (!isLowSurrogate(low))
        return Half;
    return { static_cast<char32_t>(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00)), 12 };
}

/// The escape at the start of the text, which is a backslash.
Escape escapeAt(std::string_view text)
{
    constexpr std::string_view Letters = "\"\\/bfnrt";
    constexpr std::string_view Meanings = "\"\\/\b\f\n\r\t";
    if (text.size() < 2)
        return {};
    if (text[1] == 'u')
        return unicodeEscape(text);
    const std::size_t index = Letters.find(text[1]);
    if (index == std::string_view::npos)
        return {};
    return { static_cast<char32_t>(Meanings[index]), 2 };
}

/// UTF-8 of one character, at most as long as its escape.
std::size_t encode(char32_t character, char* out)
{
    const auto tail = [&](int shift) {
        return static_cast<char>(0x80 | (character >> shift & 0x3f));
    };
    if (character < 0x80) {
        out[0] = static_cast<char>(character);
        return 1;
    }
    if (character < 0x800) {
        out[0] = static_cast<char>(0xc0 | character >> 6);
        out[1] = tail(0);
        return 2;
    }
    if (character < 0x10000) {
        out[0] = static_cast<char>(0xe0 | character >> 12);
        out[1] = tail(6);
        out[2] = tail(0);
        return 3;
    }
    out[0] = static_cast<char>(0xf0 | character >> 18);
    out[1] = tail(12);
    out[2] = tail(6);
    out[3] = tail(0);
    return 4;
}

std::size_t decode(std::string_view source, std::span<char> out)
{
    std::size_t written = 0;
    while (!source.empty()) {
        if (source[0] != '\\') {
            out[written++] = source[0];
            source.remove_prefix(1);
            continue;
        }
        const Escape escape = escapeAt(source);
        written += encode(escape.character, &out[written]);
        source.remove_prefix(escape.length);
    }
    return written;
}

std::string decoded(std::string_view source)
{
    std::string text(source.size(), '\0');
    text.resize(decode(source, text));
    return text;
}

bool hasDuplicates(const std::vector<std::string>& names)
{
    std::vector<std::string_view> sorted(names.begin(), names.end());
    std::ranges::sort(sorted);
    return std::ranges::adjacent_find(sorted) != sorted.end();
}

Error notUnderstood(const char* what)
{
    return { ErrorCode::NotUnderstood, what };
}

class Parser
{
public:
    Parser(std::string_view text, const Limits& limits) : m_rest(text), m_limits(limits) { }

    Result<Value> whole()
    {
        Result<Value> parsed = value(1);
        skipBlanks();
        if (parsed && !m_rest.empty())
            return notUnderstood("JSON: something after the value");
        return parsed;
    }

private:
    void skipBlanks()
    {
        const std::size_t end = m_rest.find_first_not_of(" \t\r\n");
        m_rest.remove_prefix(std::min(end, m_rest.size()));
    }

    /// Takes a character that may stand after white space.
    bool accept(char character)
    {
        skipBlanks();
        if (m_rest.empty() || m_rest.front() != character)
            return false;
        m_rest.remove_prefix(1);
        return true;
    }

    std::string_view take(std::size_t count)
    {
        const std::string_view taken = m_rest.substr(0, count);
        m_rest.remove_prefix(count);
        return taken;
    }

    Result<Value> value(int depth)
    {
        if (depth > m_limits.depth)
            return Error { ErrorCode::TooLarge, "JSON: depth", { "depth" } };
        if (++m_values > m_limits.values)
            return Error { ErrorCode::TooLarge, "JSON: values", { "values" } };
        if (accept('{'))
            return object(depth);
        if (accept('['))
            return array(depth);
        if (accept('"'))
            return text();
        if (!m_rest.empty() && (m_rest[0] == '-' || isDigit(m_rest[0])))
            return number();
        return word();
    }

    Result<Value> object(int depth)
    {
        Value object { Kind::Object };
        if (accept('}'))
            return object;
        do {
            if (!accept('"'))
                return notUnderstood("JSON: no name");
            const Result<Value> name = text();
            if (!name)
                return name;
            if (!accept(':'))
                return notUnderstood("JSON: no colon");
            Result<Value> item = value(depth + 1);
            if (!item)
                return item;
            object.names.push_back(decoded(name->source));
            object.items.push_back(std::move(*item));
        } while (accept(','));
        if (!accept('}'))
            return notUnderstood("JSON: object without an end");
        if (hasDuplicates(object.names))
            return notUnderstood("JSON: two members of one name");
        return object;
    }

    Result<Value> array(int depth)
    {
        Value array { Kind::Array };
        if (accept(']'))
            return array;
        do {
            Result<Value> item = value(depth + 1);
            if (!item)
                return item;
            array.items.push_back(std::move(*item));
        } while (accept(','));
        if (!accept(']'))
            return notUnderstood("JSON: array without an end");
        return array;
    }

    /// After the opening quote.
    Result<Value> text()
    {
        std::size_t length = 0;
        while (length < m_rest.size() && m_rest[length] != '"') {
            if (static_cast<unsigned char>(m_rest[length]) < 0x20)
                return notUnderstood("JSON: control character");
            const bool isEscape = m_rest[length] == '\\';
            const Escape escape = isEscape ? escapeAt(m_rest.substr(length)) : Escape { 0, 1 };
            if (escape.length == 0 || (escape.isHalf && !m_limits.takesHalfCharacters))
                return notUnderstood("JSON: escape");
            length += escape.length;
        }
        if (length >= m_rest.size())
            return notUnderstood("JSON: text without an end");
        const Value value { Kind::Text, take(length) };
        take(1);
        return value;
    }

    std::size_t digitsFrom(std::size_t start) const
    {
        std::size_t end = start;
        while (end < m_rest.size() && isDigit(m_rest[end]))
            ++end;
        return end - start;
    }

    char at(std::size_t index) const { return index < m_rest.size() ? m_rest[index] : '\0'; }

    Result<Value> number()
    {
        const Error wrong = notUnderstood("JSON: number");
        std::size_t length = at(0) == '-' ? 1 : 0;
        const std::size_t whole = digitsFrom(length);
        if (whole == 0 || (whole > 1 && at(length) == '0'))
            return wrong;
        length += whole;
        if (at(length) == '.') {
            const std::size_t fraction = digitsFrom(length + 1);
            if (fraction == 0)
                return wrong;
            length += 1 + fraction;
        }
        if (at(length) == 'e' || at(length) == 'E') {
            ++length;
            if (at(length) == '+' || at(length) == '-')
                ++length;
            const std::size_t exponent = digitsFrom(length);
            if (exponent == 0)
                return wrong;
            length += exponent;
        }
        return Value { Kind::Number, take(length) };
    }

    Result<Value> word()
    {
        for (const std::string_view word : { "true", "false", "null" }) {
            if (m_rest.starts_with(word))
                return Value { word == "null" ? Kind::Null : Kind::Boolean, take(word.size()) };
        }
        return notUnderstood("JSON: no value");
    }

    std::string_view m_rest;
    const Limits& m_limits;
    std::size_t m_values = 0;
};

} // namespace

const Value* Value::member(std::string_view name) const
{
    const auto found = std::ranges::find(names, name);
    if (found == names.end())
        return nullptr;
    return &items[static_cast<std::size_t>(found - names.begin())];
}

std::optional<std::string> Value::text() const
{
    if (kind != Kind::Text)
        return {};
    return decoded(source);
}

std::optional<bool> Value::boolean() const
{
    if (kind != Kind::Boolean)
        return {};
    return source == "true";
}

std::optional<std::int64_t> Value::integer() const
{
    std::int64_t number = 0;
    const char* const end = source.data() + source.size();
    if (kind != Kind::Number)
        return {};
    const auto [last, error] = std::from_chars(source.data(), end, number);
    if (last != end || error != std::errc())
        return {};
    return number;
}

std::size_t Value::textInto(std::span<char> out) const
{
    Q_ASSERT(kind == Kind::Text && out.size() >= source.size());
    return decode(source, out);
}

Result<Value> read(std::string_view text, const Limits& limits)
{
    if (text.size() > limits.bytes)
        return Error { ErrorCode::TooLarge, "JSON: bytes", { "bytes" } };
    if (!QByteArrayView(text.data(), static_cast<qsizetype>(text.size())).isValidUtf8())
        return notUnderstood("JSON: not UTF-8");
    return Parser(text, limits).whole();
}

std::string textOf(const Value& object, std::string_view name)
{
    const Value* const member = object.member(name);
    return member ? member->text().value_or(std::string()) : std::string();
}

std::vector<std::string> textsOf(const Value& object, std::string_view name)
{
    std::vector<std::string> texts;
    const Value* const member = object.member(name);
    if (!member || member->kind != Kind::Array)
        return texts;
    for (const Value& item : member->items) {
        if (std::optional<std::string> text = item.text())
            texts.push_back(std::move(*text));
    }
    return texts;
}

} // namespace base::json
