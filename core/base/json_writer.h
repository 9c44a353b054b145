// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/json.h"

/// What BasicWriter does, for those who write into another text than a std::string.
namespace base::json {

template <typename Text> void BasicWriter<Text>::append(std::string_view characters)
{
    m_text.insert(m_text.end(), characters.begin(), characters.end());
}

template <typename Text> void BasicWriter<Text>::appendEscaped(std::string_view utf8)
{
    constexpr std::string_view Digits = "0123456789abcdef";
    std::size_t plain = 0; // start of what needs no escape
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const auto byte = static_cast<unsigned char>(utf8[i]);
        const bool isMark = utf8[i] == '"' || utf8[i] == '\\';
        if (byte >= 0x20 && !isMark)
            continue;
        append(utf8.substr(plain, i - plain));
        plain = i + 1;
        const char escape[] = { '\\', 'u', '0', '0', Digits[byte >> 4], Digits[byte & 15] };
        const char pair[] = { '\\', utf8[i] };
        append(
            isMark ? std::string_view(pair, sizeof pair) : std::string_view(escape, sizeof escape));
    }
    append(utf8.substr(plain));
}

template <typename Text> void BasicWriter<Text>::separate()
{
    if (m_needsComma)
        append(",");
    m_needsComma = true;
}

template <typename Text> BasicWriter<Text>& BasicWriter<Text>::open(char bracket)
{
    separate();
    append({ &bracket, 1 });
    m_needsComma = false;
    return *this;
}

template <typename Text> BasicWriter<Text>& BasicWriter<Text>::close(char bracket)
{
    append({ &bracket, 1 });
    m_needsComma = true;
    return *this;
}

template <typename Text> BasicWriter<Text>& BasicWriter<Text>::name(std::string_view name)
{
    text(name);
    append(":");
    m_needsComma = false;
    return *this;
}

template <typename Text> BasicWriter<Text>& BasicWriter<Text>::text(std::string_view utf8)
{
    separate();
    append("\"");
    appendEscaped(utf8);
    append("\"");
    return *this;
}

template <typename Text> BasicWriter<Text>& BasicWriter<Text>::integer(std::int64_t number)
{
    separate();
    append(std::to_string(number));
    return *this;
}

template <typename Text> BasicWriter<Text>& BasicWriter<Text>::boolean(bool value)
{
    separate();
    append(value ? "true" : "false");
    return *this;
}

template <typename Text> BasicWriter<Text>& BasicWriter<Text>::null()
{
    separate();
    append("null");
    return *this;
}

template <typename Text>
BasicWriter<Text>& BasicWriter<Text>::member(std::string_view name, std::string_view utf8)
{
    return this->name(name).text(utf8);
}

template <typename Text>
BasicWriter<Text>& BasicWriter<Text>::member(std::string_view name, std::int64_t number)
{
    return this->name(name).integer(number);
}

template <typename Text>
BasicWriter<Text>& BasicWriter<Text>::member(std::string_view name, bool value)
{
    return this->name(name).boolean(value);
}

template <typename Text>
BasicWriter<Text>& BasicWriter<Text>::member(
    std::string_view name, const std::vector<std::string>& texts)
{
    this->name(name).beginArray();
    for (const std::string& item : texts)
        text(item);
    return endArray();
}

} // namespace base::json
