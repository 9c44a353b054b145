// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/link.h"

#include <algorithm>
#include <array>

namespace base {

namespace {

char lowerAscii(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// RFC 3986, section 3.1.
bool isScheme(std::string_view text)
{
    const auto isLetter = [](char c) { return lowerAscii(c) >= 'a' && lowerAscii(c) <= 'z'; };
    const auto isAllowed = [&](char c) {
        return isLetter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
    };
    return !text.empty() && isLetter(text.front()) && std::ranges::all_of(text, isAllowed);
}

/// White space, and in UTF-8: no-break space, zero width space, non-joiner, joiner, word joiner,
/// byte order mark.
constexpr std::array<std::string_view, 12> Invisible = { " ", "\t", "\r", "\n", "\v", "\f",
    "\xC2\xA0", "\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D", "\xE2\x81\xA0", "\xEF\xBB\xBF" };

std::string_view withoutInvisible(std::string_view text)
{
    bool changed = true;
    while (changed) {
        changed = false;
        for (const std::string_view piece : Invisible) {
            if (text.starts_with(piece)) {
                text.remove_prefix(piece.size());
                changed = true;
            }
            if (text.ends_with(piece)) {
                text.remove_suffix(piece.size());
                changed = true;
            }
        }
    }
    return text;
}

} // namespace

std::optional<Link> splitLink(std::string_view text)
{
    const std::size_t colon = text.find("://");
    if (colon == std::string_view::npos || !isScheme(text.substr(0, colon)))
        return std::nullopt;
    Link link;
    link.scheme = asciiLower(text.substr(0, colon));
    const std::string_view rest = text.substr(colon + 3);
    const std::size_t question = rest.find('?');
    link.beforeQuery = rest.substr(0, question);
    if (question != std::string_view::npos) {
        const std::string_view query = rest.substr(question + 1);
        link.query = query.substr(0, query.find('#'));
    }
    const std::size_t slash = link.beforeQuery.find('/');
    link.authority = link.beforeQuery.substr(0, slash);
    link.hasPath = slash != std::string_view::npos;
    if (link.hasPath)
        link.path = link.beforeQuery.substr(slash + 1);
    return link;
}

std::vector<LinkParameter> linkParameters(std::string_view query)
{
    std::vector<LinkParameter> parameters;
    while (!query.empty()) {
        const std::size_t ampersand = query.find('&');
        const std::string_view item = query.substr(0, ampersand);
        query.remove_prefix(ampersand == std::string_view::npos ? query.size() : ampersand + 1);
        const std::size_t equals = item.find('=');
        const bool hasValue = equals != std::string_view::npos;
        const std::string name = percentDecoded(item.substr(0, equals), Plus::IsBlank);
        if (!name.empty())
            parameters.push_back({ .name = asciiLower(name),
                .nameAsWritten = name,
                .value = hasValue ? item.substr(equals + 1) : std::string_view(),
                .hasValue = hasValue });
    }
    return parameters;
}

const LinkParameter* findParameter(
    const std::vector<LinkParameter>& parameters, std::string_view name)
{
    const auto found = std::ranges::find(parameters, name, &LinkParameter::name);
    return found == parameters.end() ? nullptr : &*found;
}

Result<void> checkSingle(const std::vector<LinkParameter>& parameters, std::string_view name)
{
    const LinkParameter* parameter = findParameter(parameters, name);
    if (!parameter || parameter->value.empty())
        return Error { ErrorCode::MissingField, "parameter of a link", { std::string(name) } };
    if (std::ranges::count(parameters, name, &LinkParameter::name) > 1)
        return Error { ErrorCode::ConflictingField, "parameter of a link", { std::string(name) } };
    return {};
}

Result<std::string> singleValue(
    const std::vector<LinkParameter>& parameters, std::string_view name, Plus plus)
{
    if (const Result<void> checked = checkSingle(parameters, name); !checked)
        return checked.error();
    return percentDecoded(findParameter(parameters, name)->value, plus);
}

std::string shownPart(std::string_view value)
{
    constexpr std::size_t ShownCharacters = 64;
    return std::string(value.substr(0, ShownCharacters));
}

std::string_view trimmedLink(std::string_view text)
{
    text = withoutInvisible(text);
    constexpr std::array<std::string_view, 3> Pairs = { "<>", "\"\"", "''" };
    for (const std::string_view pair : Pairs) {
        if (text.size() >= 2 && text.front() == pair[0] && text.back() == pair[1])
            return withoutInvisible(text.substr(1, text.size() - 2));
    }
    return text;
}

std::string asciiLower(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), lowerAscii);
    return lower;
}

bool startsWithIgnoringCase(std::string_view text, std::string_view prefix)
{
    return text.size() >= prefix.size()
        && std::ranges::equal(text.substr(0, prefix.size()), prefix,
            [](char a, char b) { return lowerAscii(a) == b; });
}

bool containsIgnoringCase(std::string_view text, std::string_view piece)
{
    const auto isSame = [](char a, char b) { return lowerAscii(a) == b; };
    return std::search(text.begin(), text.end(), piece.begin(), piece.end(), isSame) != text.end();
}

} // namespace base
