// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/html.h"

#include "core/transfer/xml.h"

#include <algorithm>

namespace transfer {

namespace {

void append(std::string_view text, crypto::WipedBytes& out)
{
    out.insert(out.end(), text.begin(), text.end());
}

/// Empty where the character stands for itself.
std::string_view entityOf(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\r': // a browser would make a line feed of it
        return "&#13;";
    default:
        return {};
    }
}

} // namespace

void appendHtmlText(std::string_view text, crypto::WipedBytes& out)
{
    constexpr std::size_t LongestEntity = 10;
    while (!text.empty()) {
        const std::size_t plain = std::min(text.find('&'), text.size());
        append(text.substr(0, plain), out);
        text.remove_prefix(plain);
        if (text.empty())
            return;
        const std::size_t end = text.substr(0, LongestEntity).find(';');
        const std::size_t size = end == std::string_view::npos ? 0 : end + 1;
        if (size == 0 || !appendXmlText(text.substr(0, size), out)) {
            out.push_back('&');
            text.remove_prefix(1);
        } else {
            text.remove_prefix(size);
        }
    }
}

void appendEscapedHtml(std::string_view text, crypto::WipedBytes& out)
{
    for (const char c : text) {
        if (const std::string_view entity = entityOf(c); !entity.empty())
            append(entity, out);
        else
            out.push_back(static_cast<std::uint8_t>(c));
    }
}

} // namespace transfer
