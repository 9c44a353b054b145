// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/readers/page_pictures.h"

#include "core/base/base64.h"
#include "core/base/link.h"
#include "core/otp/otpauth_uri.h"
#include "core/transfer/html.h"
#include "core/transfer/link_list.h"

#include <algorithm>
#include <optional>

namespace transfer::readers {

namespace page_pictures {
namespace {

constexpr std::string_view DataBegin = "data:image/";
constexpr std::string_view DataMark = ";base64,";
constexpr std::string_view DataEnds = "\"'>";

/// A picture in the page.
struct Place
{
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string_view data = {}; ///< in Base64
};

/// The first picture from a place on.
std::optional<Place> nextPicture(std::string_view page, std::size_t from)
{
    const std::size_t begin = page.find(DataBegin, from);
    if (begin == std::string_view::npos)
        return std::nullopt;
    Place place { begin, std::min(page.find_first_of(DataEnds, begin), page.size()) };
    const std::string_view whole = page.substr(begin, place.end - begin);
    if (const std::size_t mark = whole.find(DataMark); mark != std::string_view::npos)
        place.data = whole.substr(mark + DataMark.size());
    return place;
}

/// What its codes say, one a line; empty where it has none or cannot be read.
crypto::WipedBytes linesOf(std::string_view data)
{
    crypto::WipedBytes lines;
    crypto::WipedBytes bytes(data.size() * 3 / 4);
    const base::Result<std::size_t> size = base::decodeBase64(data, bytes);
    bytes.resize(size ? *size : 0);
    if (!beginsAsPicture(bytes))
        return lines;
    const base::Result<PictureTexts> texts = readPictureTexts(bytes);
    for (const crypto::WipedBytes& text : texts ? *texts : PictureTexts()) {
        lines.insert(lines.end(), text.begin(), text.end());
        lines.push_back('\n');
    }
    return lines;
}

/// What stands in the cells of a row, as it is written.
std::vector<std::string_view> cellsOf(std::string_view row, std::string_view begin)
{
    std::vector<std::string_view> cells;
    for (std::size_t at = row.find(begin); at != std::string_view::npos; at = row.find(begin, at)) {
        const std::size_t text = std::min(row.find('>', at), row.size() - 1) + 1;
        const std::size_t end = std::min(row.find("</t", text), row.size());
        cells.push_back(row.substr(text, end - text));
        at = end;
    }
    return cells;
}

/// A row of Aegis's table, by the heads of its columns.
class Row
{
public:
    Row(const std::vector<std::string_view>& heads, std::string_view row)
        : m_heads(&heads),
          m_cells(cellsOf(row, "<td"))
    { }

    bool isWhole() const { return !m_heads->empty() && m_cells.size() == m_heads->size(); }

    crypto::WipedBytes bytes(std::string_view head) const
    {
        crypto::WipedBytes text;
        const auto found = std::ranges::find(*m_heads, head);
        if (found != m_heads->end())
            appendHtmlText(m_cells[static_cast<std::size_t>(found - m_heads->begin())], text);
        return text;
    }

    /// Not for secrets.
    QString text(std::string_view head) const
    {
        const crypto::WipedBytes cell = bytes(head);
        return QString::fromUtf8(
            reinterpret_cast<const char*>(cell.data()), static_cast<qsizetype>(cell.size()));
    }

private:
    const std::vector<std::string_view>* m_heads;
    std::vector<std::string_view> m_cells;
};

/// The heads of the page's table, if it is Aegis's.
std::vector<std::string_view> headsOf(std::string_view page)
{
    constexpr std::string_view Needed[] = { "Issuer", "Name", "QR Code", "Note", "Favorite",
        "PIN" };
    const std::size_t end = page.find("</tr");
    if (end == std::string_view::npos)
        return {};
    std::vector<std::string_view> heads = cellsOf(page.substr(0, end), "<th");
    const bool isAegis = std::ranges::all_of(Needed,
        [&heads](std::string_view head) { return std::ranges::find(heads, head) != heads.end(); });
    return isAegis ? heads : std::vector<std::string_view>();
}

/// The rows of a page, which is gone through once.
class Rows
{
public:
    explicit Rows(std::string_view page) : m_page(page), m_heads(headsOf(page)), m_row(m_heads, {})
    { }

    /// The one around a place behind those that were asked for before; empty where it is in none.
    const Row& around(std::size_t at)
    {
        if (at < m_end || m_heads.empty())
            return m_row;
        const std::string_view before = m_page.substr(m_end, at - m_end);
        const std::size_t begin = before.rfind("<tr");
        m_row = Row(m_heads, {});
        const std::size_t last = m_end;
        m_end = std::min(m_page.find("</tr", at), m_page.size());
        if (begin != std::string_view::npos && m_end < m_page.size())
            m_row = Row(m_heads, m_page.substr(last + begin, m_end - last - begin));
        return m_row;
    }

private:
    std::string_view m_page;
    std::vector<std::string_view> m_heads;
    Row m_row;
    std::size_t m_end = 0; ///< of the row that was asked for last
};

/// Adds to an account what the cells say of it and its code does not.
base::Result<void> takeCells(const Row& row, ImportedAccount& account)
{
    account.note = row.text("Note");
    account.isFavourite = row.text("Favorite") == u"true";
    const crypto::WipedBytes pin = row.bytes("PIN");
    const bool isTaken = account.pin.isEmpty() && otp::needsPin(account.entry.credential)
        && base::textOf(pin) != "-";
    if (!isTaken)
        return {};
    if (pin.size() > otp::MaximumSecretSize)
        return base::Error { base::ErrorCode::TooLarge, "page",
            { "PIN", std::to_string(otp::MaximumSecretSize) } };
    auto kept = crypto::SecretBytes::copyOf(base::ByteView(pin));
    if (!kept)
        return kept.error();
    account.entry.pin = std::move(*kept);
    return {};
}

bool isKnownPart(const Imported& all, const Imported& more)
{
    return !more.parts.empty() && std::ranges::all_of(more.parts, [&all](const Part& part) {
        return std::ranges::find(all.parts, part) != all.parts.end();
    });
}

void append(Imported& all, Imported more, const Row& row)
{
    if (isKnownPart(all, more))
        return;
    for (const Left& left : more.left)
        all.leave(left.issuer, left.name, left.reason);
    for (ImportedAccount& account : more.accounts) {
        const base::Result<void> taken =
            row.isWhole() ? takeCells(row, account) : base::Result<void>();
        if (taken)
            all.take(std::move(account));
        else
            all.leave(account.entry.issuer, account.entry.name, taken.error());
    }
    all.parts.insert(all.parts.end(), more.parts.begin(), more.parts.end());
}

} // namespace
} // namespace page_pictures

bool hasPagePictures(std::string_view page)
{
    auto picture = page_pictures::nextPicture(page, 0);
    while (picture && picture->data.empty())
        picture = page_pictures::nextPicture(page, picture->end);
    return picture.has_value();
}

Outcome<Imported> readPagePictures(std::string_view page, const Request& request)
{
    page_pictures::Rows rows(page);
    Imported all;
    for (auto picture = page_pictures::nextPicture(page, 0); picture;
         picture = page_pictures::nextPicture(page, picture->end)) {
        if (request.stop.stop_requested())
            return Failure { .refusal = Refusal::Cancelled };
        const page_pictures::Row& row = rows.around(picture->begin);
        const crypto::WipedBytes lines = page_pictures::linesOf(picture->data);
        Outcome<Imported> read = readLinks(base::textOf(lines));
        if (!read && read.error().refusal != Refusal::NoAccounts)
            return read;
        if (read)
            page_pictures::append(all, std::move(*read), row);
        else if (row.isWhole()) // each row of this table is an account
            all.leave(
                row.text("Issuer"), row.text("Name"), { base::ErrorCode::NoCodeFound, "page" });
    }
    if (all.accounts.empty() && all.left.empty())
        return Failure { .refusal = Refusal::NoAccounts };
    return all;
}

} // namespace transfer::readers
