// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Our own sheet for paper, as writers/html_sheet.cpp makes it: an article for each account, whose
// link is the text of a code element. What no link says stands in elements that have a class.

#include "core/base/link.h"
#include "core/otp/otpauth_uri.h"
#include "core/transfer/html.h"
#include "core/transfer/readers/readers.h"

#include <algorithm>

namespace transfer::readers {

namespace html_sheet {
namespace {

constexpr std::string_view Body = "<body class=\"countersign-sheet\">";
constexpr std::string_view AccountBegin = "<article class=\"account\">";
constexpr std::string_view AccountEnd = "</article>";

/// The texts of all elements of a class, unescaped. None holds a bracket or a quotation mark of its
/// own, so that no text can pass for an element.
std::vector<crypto::WipedBytes> elementsOf(std::string_view account, std::string_view name)
{
    const std::string mark = " class=\"" + std::string(name) + "\">";
    std::vector<crypto::WipedBytes> texts;
    for (std::size_t at = account.find(mark); at != std::string_view::npos;
         at = account.find(mark, at)) {
        at += mark.size();
        appendHtmlText(account.substr(at, std::min(account.find('<', at), account.size()) - at),
            texts.emplace_back());
    }
    return texts;
}

/// Of the first; empty where there is none.
crypto::WipedBytes elementOf(std::string_view account, std::string_view name)
{
    std::vector<crypto::WipedBytes> texts = elementsOf(account, name);
    return texts.empty() ? crypto::WipedBytes() : std::move(texts.front());
}

QString textOf(const crypto::WipedBytes& bytes)
{
    const std::string_view text = base::textOf(bytes);
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

base::Result<ImportedAccount> accountOf(std::string_view text)
{
    const crypto::WipedBytes link = elementOf(text, "link");
    base::Result<otp::Entry> entry = otp::readOtpauth(base::textOf(link));
    if (!entry)
        return entry.error();
    ImportedAccount account { .entry = std::move(*entry) };
    const crypto::WipedBytes pin = elementOf(text, "pin");
    if (pin.size() > otp::MaximumSecretSize)
        return base::Error { base::ErrorCode::TooLarge, "sheet",
            { "PIN", std::to_string(otp::MaximumSecretSize) } };
    auto kept = crypto::SecretBytes::copyOf(base::ByteView(pin));
    if (!kept)
        return kept.error();
    if (!kept->isEmpty())
        account.entry.pin = std::move(*kept);
    account.note = textOf(elementOf(text, "note"));
    account.isFavourite = !elementsOf(text, "pinned").empty();
    for (const crypto::WipedBytes& tag : elementsOf(text, "tag"))
        account.tags.append(textOf(tag));
    return account;
}

Match match(const Content& content)
{
    return content.text().find(Body) == std::string_view::npos ? Match::No : Match::Certain;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    std::string_view text = content.text();
    if (!base::containsIgnoringCase(text, "</html>"))
        return damaged("HTML");
    Imported imported;
    for (std::size_t at = text.find(AccountBegin); at != std::string_view::npos;
         at = text.find(AccountBegin)) {
        text.remove_prefix(at);
        const std::size_t end = text.find(AccountEnd);
        if (end == std::string_view::npos)
            return damaged("article");
        const std::string_view one = text.substr(0, end);
        text.remove_prefix(end);
        base::Result<ImportedAccount> account = accountOf(one);
        if (account)
            imported.take(std::move(*account));
        else
            imported.leave(
                textOf(elementOf(one, "issuer")), textOf(elementOf(one, "name")), account.error());
    }
    return imported;
}

constexpr std::string_view Marks[] = { "countersign-sheet", "<code class=\"link\">" };

} // namespace
} // namespace html_sheet

const Format HtmlSheet {
    .id = "html-sheet",
    .program = "",
    .form = Form::Sheet,
    .isEncrypted = false,
    .match = html_sheet::match,
    .read = html_sheet::read,
    .marks = html_sheet::Marks,
};

} // namespace transfer::readers
