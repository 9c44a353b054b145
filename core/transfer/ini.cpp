// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/ini.h"

#include "core/base/hex_digit.h"

#include <algorithm>

namespace transfer {

namespace {

using namespace std::string_view_literals;

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view Blanks = " \t\r";
    const std::size_t first = text.find_first_not_of(Blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(Blanks) - first + 1);
}

/// An escape without its backslash. One of an unknown kind is the character itself.
void takeEscape(std::string_view& rest, QString& out)
{
    constexpr std::string_view Kinds = R"(abfnrtv0"\?')"sv;
    constexpr std::string_view Characters = "\a\b\f\n\r\t\v\0\"\\?'"sv;
    if (rest.starts_with('x')) {
        // A UTF-16 code unit, of as many digits as follow.
        rest.remove_prefix(1);
        unsigned code = 0;
        for (; !rest.empty() && base::hexValue(rest.front()) >= 0; rest.remove_prefix(1))
            code = (code << 4 | static_cast<unsigned>(base::hexValue(rest.front()))) & 0xffff;
        out += QChar(static_cast<char16_t>(code));
        return;
    }
    const std::size_t kind = rest.empty() ? std::string_view::npos : Kinds.find(rest.front());
    if (kind == std::string_view::npos)
        return;
    out += QLatin1Char(Characters[kind]);
    rest.remove_prefix(1);
}

QString decoded(std::string_view value)
{
    QString out;
    while (!value.empty()) {
        const std::size_t plain = std::min(value.find_first_of("\"\\"), value.size());
        out += QString::fromUtf8(value.data(), static_cast<qsizetype>(plain));
        value.remove_prefix(plain);
        if (value.empty())
            break;
        const bool isEscape = value.front() == '\\';
        value.remove_prefix(1);
        if (isEscape)
            takeEscape(value, out);
    }
    return out;
}

/// False where the line is none of such a file.
bool takeLine(std::string_view line, std::vector<IniSection>& sections)
{
    if (line.empty() || line.front() == ';' || line.front() == '#')
        return true;
    if (line.front() == '[') {
        if (!line.ends_with(']'))
            return false;
        sections.push_back({ std::string(line.substr(1, line.size() - 2)), {} });
        return true;
    }
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos || sections.empty())
        return false;
    sections.back().members.emplace_back(
        trimmed(line.substr(0, equals)), decoded(trimmed(line.substr(equals + 1))));
    return true;
}

} // namespace

QString IniSection::value(std::string_view key) const
{
    const auto found = std::ranges::find(
        members, key, [](const auto& member) -> std::string_view { return member.first; });
    return found == members.end() ? QString() : found->second;
}

std::optional<std::vector<IniSection>> readIni(std::string_view text)
{
    std::vector<IniSection> sections;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (!takeLine(trimmed(text.substr(0, end)), sections))
            return std::nullopt;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return sections;
}

} // namespace transfer
