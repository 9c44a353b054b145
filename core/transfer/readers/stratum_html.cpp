// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Stratum's page to be printed, and pages like it: each link is the text of a code element
// (stratumauth/app, Stratum.Core/src/Backup), or stands somewhere in the page, or in the codes of
// its pictures, as Aegis and Ente Auth write it.

#include "core/base/link.h"
#include "core/transfer/html.h"
#include "core/transfer/link_list.h"
#include "core/transfer/readers/page_pictures.h"
#include "core/transfer/readers/readers.h"

#include <algorithm>
#include <set>

namespace transfer::readers {

namespace stratum_html {
namespace {

constexpr std::string_view LinkBegins[] = { "otpauth://", "motp://", "steam://" };
constexpr std::string_view LinkEnds = " \t\r\n\"'<>";

bool isLink(std::string_view text)
{
    return std::ranges::any_of(LinkBegins,
        [text](std::string_view begin) { return base::startsWithIgnoringCase(text, begin); });
}

/// The texts of code elements that are links, one a line.
crypto::WipedBytes linesOfElements(std::string_view page)
{
    constexpr std::string_view Begin = "<code";
    crypto::WipedBytes lines;
    for (std::size_t at = page.find(Begin); at != std::string_view::npos;
         at = page.find(Begin, at + 1)) {
        const std::size_t text = std::min(page.find('>', at), page.size() - 1) + 1;
        const std::size_t end = std::min(page.find('<', text), page.size());
        const std::string_view link = base::trimmedLink(page.substr(text, end - text));
        if (!isLink(link))
            continue;
        appendHtmlText(link, lines);
        lines.push_back('\n');
    }
    return lines;
}

/// What begins as a link anywhere, up to where none can go on; each once, as a page may have it in
/// an attribute, too.
crypto::WipedBytes linesAnywhere(std::string_view page)
{
    crypto::WipedBytes lines;
    std::set<std::string_view> known;
    for (std::size_t at = 0; at < page.size(); ++at) {
        if (!isLink(page.substr(at)))
            continue;
        const std::size_t end = std::min(page.find_first_of(LinkEnds, at), page.size());
        const std::string_view link = page.substr(at, end - at);
        at = end;
        if (!known.insert(link).second)
            continue;
        appendHtmlText(link, lines);
        lines.push_back('\n');
    }
    return lines;
}

bool hasLink(std::string_view text)
{
    return std::ranges::any_of(LinkBegins,
        [text](std::string_view begin) { return base::containsIgnoringCase(text, begin); });
}

bool isPage(std::string_view text)
{
    return base::containsIgnoringCase(text, "<html") || base::containsIgnoringCase(text, "<table");
}

Match match(const Content& content)
{
    const std::string_view text = content.text();
    const std::size_t first = std::min(text.find_first_not_of(" \t\r\n"), text.size());
    if (!text.substr(first).starts_with('<') || !isPage(text))
        return Match::No;
    return hasPagePictures(text) || hasLink(text) ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    const std::string_view text = content.text();
    const bool isWhole = base::containsIgnoringCase(text, "<html")
        ? base::containsIgnoringCase(text, "</html>")
        : base::containsIgnoringCase(text, "</table>");
    if (!isWhole)
        return damaged("HTML");
    crypto::WipedBytes lines = linesOfElements(text);
    if (lines.empty())
        lines = linesAnywhere(text);
    if (lines.empty())
        return readPagePictures(text, request);
    return readLinks(base::textOf(lines));
}

constexpr std::string_view Marks[] = { "<html", "<code>otpauth://" };

} // namespace
} // namespace stratum_html

const Format StratumHtml {
    .id = "stratum-html",
    .program = {},
    .form = Form::Html,
    .isEncrypted = false,
    .match = stratum_html::match,
    .read = stratum_html::read,
    .marks = stratum_html::Marks,
};

} // namespace transfer::readers
