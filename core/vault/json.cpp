// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/json.h"

#include <algorithm>
#include <limits>

namespace vault::json {

namespace {

bool isPlain(char character)
{
    return character >= ' ' && character <= '~' && character != '"' && character != '\\';
}

bool isDigit(char character)
{
    return character >= '0' && character <= '9';
}

class Parser
{
public:
    explicit Parser(std::string_view text) : m_text(text) { }

    std::optional<Value> whole()
    {
        std::optional<Value> parsed = value(1);
        if (!m_text.empty())
            return {};
        return parsed;
    }

private:
    bool accept(char character)
    {
        if (m_text.empty() || m_text.front() != character)
            return false;
        m_text.remove_prefix(1);
        return true;
    }

    std::optional<Value> value(int depth)
    {
        if (depth > MaxDepth)
            return {};
        if (accept('{'))
            return object(depth);
        if (accept('['))
            return array(depth);
        if (!m_text.empty() && m_text.front() == '"') {
            std::optional<std::string> content = text();
            if (!content)
                return {};
            return Value::ofText(std::move(*content));
        }
        return integer();
    }

    std::optional<Value> object(int depth)
    {
        Value object;
        if (accept('}'))
            return object;
        do {
            const std::optional<std::string> name = text();
            if (!name || (!object.names.empty() && *name <= object.names.back()) || !accept(':'))
                return {};
            std::optional<Value> content = value(depth + 1);
            if (!content)
                return {};
            object.add(*name, std::move(*content));
        } while (accept(','));
        if (!accept('}'))
            return {};
        return object;
    }

    std::optional<Value> array(int depth)
    {
        Value array = Value::ofArray({});
        if (accept(']'))
            return array;
        do {
            std::optional<Value> item = value(depth + 1);
            if (!item)
                return {};
            array.items.push_back(std::move(*item));
        } while (accept(','));
        if (!accept(']'))
            return {};
        return array;
    }

    std::optional<std::string> text()
    {
        if (!accept('"'))
            return {};
        const auto end = std::ranges::find_if_not(m_text, isPlain);
        const auto length = static_cast<std::size_t>(end - m_text.begin());
        std::string content(m_text.substr(0, length));
        m_text.remove_prefix(length);
        if (!accept('"'))
            return {};
        return content;
    }

    std::optional<Value> integer()
    {
        const auto end = std::ranges::find_if_not(m_text, isDigit);
        const auto length = static_cast<std::size_t>(end - m_text.begin());
        if (length == 0 || (length > 1 && m_text.front() == '0'))
            return {};
        std::uint64_t number = 0;
        for (const char character : m_text.substr(0, length)) {
            const auto digit = static_cast<std::uint64_t>(character - '0');
            if (number > (std::numeric_limits<std::uint64_t>::max() - digit) / 10)
                return {};
            number = number * 10 + digit;
        }
        m_text.remove_prefix(length);
        return Value::ofInteger(number);
    }

    std::string_view m_text;
};

void writeTo(std::string& out, const Value& value);

void writeText(std::string& out, std::string_view text)
{
    out += '"';
    out += text;
    out += '"';
}

void writeItems(std::string& out, const Value& value)
{
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        if (i > 0)
            out += ',';
        if (value.kind == Value::Kind::Object) {
            writeText(out, value.names[i]);
            out += ':';
        }
        writeTo(out, value.items[i]);
    }
}

void writeTo(std::string& out, const Value& value)
{
    switch (value.kind) {
    case Value::Kind::Integer:
        out += std::to_string(value.integer);
        return;
    case Value::Kind::Text:
        writeText(out, value.text);
        return;
    case Value::Kind::Array:
        out += '[';
        writeItems(out, value);
        out += ']';
        return;
    case Value::Kind::Object:
        out += '{';
        writeItems(out, value);
        out += '}';
        return;
    }
}

} // namespace

Value Value::ofInteger(std::uint64_t integer)
{
    Value value;
    value.kind = Kind::Integer;
    value.integer = integer;
    return value;
}

Value Value::ofText(std::string text)
{
    Value value;
    value.kind = Kind::Text;
    value.text = std::move(text);
    return value;
}

Value Value::ofArray(std::vector<Value> items)
{
    Value value;
    value.kind = Kind::Array;
    value.items = std::move(items);
    return value;
}

Value& Value::add(std::string name, Value value)
{
    Q_ASSERT(names.empty() || names.back() < name);
    names.push_back(std::move(name));
    items.push_back(std::move(value));
    return *this;
}

const Value* Value::member(std::string_view name) const
{
    const auto found = std::ranges::find(names, name);
    if (found == names.end())
        return nullptr;
    return &items[static_cast<std::size_t>(found - names.begin())];
}

std::optional<Value> read(std::string_view text)
{
    return Parser(text).whole();
}

std::string write(const Value& value)
{
    std::string text;
    writeTo(text, value);
    return text;
}

} // namespace vault::json
