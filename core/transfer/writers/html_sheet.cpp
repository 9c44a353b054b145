// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// A sheet for paper: a page that needs nothing but itself, with each account as text and as a code
// for a camera. The classes of its elements are what the reader goes by, whatever the language.

#include "core/base/base64.h"
#include "core/base/link.h"
#include "core/crypto/characters.h"
#include "core/qr/qr_writer.h"
#include "core/transfer/html.h"
#include "core/transfer/links_out.h"
#include "core/transfer/readers/readers.h"
#include "core/transfer/sheet_account.h"
#include "core/transfer/writers/writers.h"

namespace transfer::writers {

namespace html_sheet {
namespace {

using crypto::WipedBytes;

constexpr Loss Losses[] = { Loss::Picture, Loss::IssuerColon };

/// Nothing is loaded and nothing runs, whatever stands in a name. There is no size of the paper, so
/// that the printer's own is taken; what fits 180 mm fits A4 and Letter. A code is larger the more
/// it holds, so that a module is always as large for a camera.
constexpr std::string_view Head = R"(<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="generator" content="Countersign">
<style>
@page { margin: 15mm; }
html { background: #fff; color: #000; color-scheme: only light; font: 10pt/1.4 sans-serif; }
body { margin: 0 auto; max-width: 180mm; }
h1 { font-size: 16pt; margin: 0; }
h2 { font-size: 12pt; margin: 0 0 1mm; overflow-wrap: anywhere; }
.warning { border: 0.5mm solid #000; font-weight: bold; padding: 2mm 3mm; }
.account { border-top: 0.3mm solid #000; break-inside: avoid; display: flow-root; padding: 4mm 0; }
.pinned { margin: 0 0 1mm; }
.code { break-inside: avoid; float: right; height: auto; image-rendering: pixelated; margin-left: 5mm; }
dl { display: grid; gap: 0 3mm; grid-template-columns: max-content 1fr; margin: 0; }
dd { margin: 0; overflow-wrap: anywhere; unicode-bidi: isolate; white-space: pre-wrap; }
.secret, .pin { font-family: monospace; font-size: 11pt; font-weight: bold; }
.link { font-size: 7pt; overflow-wrap: anywhere; }
bdi + bdi::before { content: "\2002"; }
</style>
)";

void put(WipedBytes& page, std::string_view markup)
{
    page.insert(page.end(), markup.begin(), markup.end());
}

void putText(WipedBytes& page, const QString& text)
{
    appendEscapedHtml(text.toStdString(), page);
}

/// An element with a text in it. `tag` is without its brackets: `p class="made"`.
void putElement(WipedBytes& page, std::string_view tag, const QString& text)
{
    put(page, "<");
    put(page, tag);
    put(page, ">");
    putText(page, text);
    put(page, "</");
    put(page, tag.substr(0, tag.find(' ')));
    put(page, ">");
}

void putRow(WipedBytes& page, const QString& label, std::string_view name, std::string_view value)
{
    putElement(page, "dt", label);
    put(page, "<dd class=\"");
    put(page, name);
    put(page, "\">");
    appendEscapedHtml(value, page);
    put(page, "</dd>\n");
}

void putTags(WipedBytes& page, const QString& label, const QStringList& tags)
{
    putElement(page, "dt", label);
    put(page, "<dd>");
    for (qsizetype i = 0; i < tags.size(); ++i) {
        put(page, i > 0 ? ", " : "");
        putElement(page, "span class=\"tag\"", tags[i]);
    }
    put(page, "</dd>\n");
}

/// Black on white, whatever the page is looked at with.
base::Result<void> putCode(WipedBytes& page, base::ByteView link)
{
    constexpr int PixelsPerModule = 4;
    constexpr int TenthsOfMillimetre = 6; ///< of a module
    const base::Result<qr::Matrix> matrix = qr::encode(link);
    if (!matrix)
        return matrix.error();
    const int width = (matrix->size() + 2 * qr::QuietZone) * TenthsOfMillimetre;
    base::Result<QByteArray> png = qr::toPng(*matrix, PixelsPerModule);
    if (!png)
        return png.error();
    const base::MutableByteView picture { reinterpret_cast<std::uint8_t*>(png->data()),
        static_cast<std::size_t>(png->size()) };
    put(page,
        R"(<img class="code" alt="" style="width:)" + std::to_string(width / 10) + '.'
            + std::to_string(width % 10) + R"(mm" src="data:image/png;base64,)");
    const std::size_t begin = page.size();
    page.resize(begin + base::base64Length(picture.size()));
    base::encodeBase64(
        picture, { reinterpret_cast<char*>(page.data()) + begin, page.size() - begin });
    put(page, "\">\n");
    crypto::cleanse(picture);
    return {};
}

base::Result<void> putAccount(
    WipedBytes& page, const SheetWords& words, const OutgoingAccount& account)
{
    const base::Result<SheetAccount> sheet = sheetAccount(words, account);
    if (!sheet)
        return sheet.error();
    put(page, "<article class=\"account\">\n");
    if (const auto drawn = putCode(page, sheet->link.view()); !drawn)
        return drawn;
    put(page, "<h2>");
    putElement(page, "bdi class=\"issuer\"", sheet->issuer);
    putElement(page, "bdi class=\"name\"", sheet->name);
    put(page, "</h2>\n");
    if (!sheet->pinned.isEmpty())
        putElement(page, "p class=\"pinned\"", sheet->pinned);
    put(page, "<dl>\n");
    for (const SheetRow& row : sheet->rows) {
        if (row.name == "tags")
            putTags(page, row.label, account.tags); // each by itself
        else
            putRow(page, row.label, row.name, base::textOf(row.value));
    }
    put(page, "</dl>\n<code class=\"link\">");
    appendEscapedHtml(sheet->link.text(), page);
    put(page, "</code>\n</article>\n");
    return {};
}

void putBeginning(WipedBytes& page, const SheetWords& words)
{
    put(page, "<!DOCTYPE html>\n<html lang=\"");
    putText(page, words.language);
    put(page, "\">\n<head>\n");
    put(page, Head);
    putElement(page, "title", words.title);
    put(page, "\n</head>\n<body class=\"countersign-sheet\">\n<header>\n");
    putElement(page, "h1", words.title);
    put(page, "\n");
    putElement(page, "p class=\"made\"", words.made);
    put(page, "\n");
    putElement(page, "p class=\"warning\"", words.warning);
    put(page, "\n</header>\n");
}

/// What a link says, and it has to fit into one code.
std::optional<Misfit> misfit(const OutgoingAccount& account)
{
    const otp::Entry& entry = account.entry;
    if (!otp::makesCodes(entry.credential))
        return Misfit { Misfit::Kind::NoCodes };
    if (const auto misfit = linkMisfit(entry))
        return misfit;
    const auto link = linkOf(entry, writtenParameters(entry));
    if (!link || link->size() > qr::LargestText)
        return Misfit { Misfit::Kind::TooLong, "link" };
    return std::nullopt;
}

constexpr std::string_view End = "</body>\n</html>\n";

/// One sheet, or several where one would be more than is read again. Each is whole.
base::Result<std::vector<WipedBytes>> write(const Outgoing& accounts, const Sealing& sealing)
{
    if (!sealing.words)
        return base::Error { base::ErrorCode::MissingField, "sheet without words", { "words" } };
    WipedBytes beginning;
    putBeginning(beginning, *sealing.words);
    std::vector<WipedBytes> pages { beginning };
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        const auto account = accounts.open(i);
        if (!account)
            return account.error();
        WipedBytes article;
        if (const auto written = putAccount(article, *sealing.words, *account); !written)
            return written.error();
        if (pages.back().size() + article.size() > sealing.largestSheet) {
            put(pages.back(), End);
            pages.push_back(beginning);
        }
        pages.back().insert(pages.back().end(), article.begin(), article.end());
    }
    put(pages.back(), End);
    return pages;
}

} // namespace
} // namespace html_sheet

const ExportFormat HtmlSheet {
    .format = &readers::HtmlSheet,
    .losses = html_sheet::Losses,
    .misfit = html_sheet::misfit,
    .write = nullptr,
    .writeFiles = html_sheet::write,
    .isSplitByNeed = true,
};

} // namespace transfer::writers
