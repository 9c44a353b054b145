// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/json.h"

#include <array>

namespace base::json {

namespace {

void appendEscaped(std::string& out, std::string_view utf8)
{
    constexpr std::string_view Digits = "0123456789abcdef";
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            out += { '\\', c };
        else if (byte < 0x20)
            out += { '\\', 'u', '0', '0', Digits[byte >> 4], Digits[byte & 15] };
        else
            out += c;
    }
}

} // namespace

void Writer::separate()
{
    if (m_needsComma)
        m_text += ',';
    m_needsComma = true;
}

Writer& Writer::open(char bracket)
{
    separate();
    m_text += bracket;
    m_needsComma = false;
    return *this;
}

Writer& Writer::close(char bracket)
{
    m_text += bracket;
    m_needsComma = true;
    return *this;
}

Writer& Writer::beginObject()
{
    return open('{');
}

Writer& Writer::endObject()
{
    return close('}');
}

Writer& Writer::beginArray()
{
    return open('[');
}

Writer& Writer::endArray()
{
    return close(']');
}

Writer& Writer::name(std::string_view name)
{
    text(name);
    m_text += ':';
    m_needsComma = false;
    return *this;
}

Writer& Writer::text(std::string_view utf8)
{
    separate();
    m_text += '"';
    appendEscaped(m_text, utf8);
    m_text += '"';
    return *this;
}

Writer& Writer::integer(std::int64_t number)
{
    separate();
    m_text += std::to_string(number);
    return *this;
}

Writer& Writer::boolean(bool value)
{
    separate();
    m_text += value ? "true" : "false";
    return *this;
}

Writer& Writer::null()
{
    separate();
    m_text += "null";
    return *this;
}

Writer& Writer::member(std::string_view name, std::string_view utf8)
{
    return this->name(name).text(utf8);
}

Writer& Writer::member(std::string_view name, std::int64_t number)
{
    return this->name(name).integer(number);
}

Writer& Writer::member(std::string_view name, bool value)
{
    return this->name(name).boolean(value);
}

Writer& Writer::member(std::string_view name, const std::vector<std::string>& texts)
{
    this->name(name).beginArray();
    for (const std::string& item : texts)
        text(item);
    return endArray();
}

} // namespace base::json
