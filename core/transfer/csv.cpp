// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/csv.h"

#include "core/crypto/characters.h"

#include <algorithm>

namespace transfer {

namespace {

constexpr std::size_t MostCells = 256; ///< of a record
constexpr std::size_t LongestHeader = std::size_t { 16 } * 1024; ///< bytes

/// Where a quoted cell ends whose text begins here: at a quote that is not one of two.
std::size_t closingQuote(std::string_view text)
{
    std::size_t at = text.find('"');
    while (at != std::string_view::npos && text.substr(at).starts_with("\"\""))
        at = text.find('"', at + 2);
    return at;
}

bool takeLineEnd(std::string_view& text)
{
    for (const std::string_view end : { "\r\n", "\n", "\r" }) {
        if (text.starts_with(end)) {
            text.remove_prefix(end.size());
            return true;
        }
    }
    return false;
}

} // namespace

/// Takes a cell off the text; what follows it is a comma, the end of a line or of the text. False
/// where it is something else.
bool CsvReader::takeCell()
{
    if (!m_rest.starts_with('"')) {
        const std::size_t end = std::min(m_rest.find_first_of(",\r\n"), m_rest.size());
        m_cells.push_back({ m_rest.substr(0, end), false });
        m_rest.remove_prefix(end);
        return true;
    }
    m_rest.remove_prefix(1);
    const std::size_t end = closingQuote(m_rest);
    if (end == std::string_view::npos)
        return false;
    m_cells.push_back({ m_rest.substr(0, end), true });
    m_rest.remove_prefix(end + 1);
    return m_rest.empty() || m_rest.find_first_of(",\r\n") == 0;
}

bool CsvReader::takeRecord()
{
    m_cells.clear();
    while (m_cells.size() < MostCells) {
        if (!takeCell())
            return false;
        if (m_rest.empty() || takeLineEnd(m_rest))
            return true;
        m_rest.remove_prefix(1); // the comma
    }
    return false;
}

bool CsvReader::next()
{
    while (!m_rest.empty() && !m_isDamaged) {
        m_isDamaged = !takeRecord();
        const bool isBlank = m_cells.size() == 1 && m_cells.front().source.empty();
        if (!m_isDamaged && !isBlank)
            return true;
    }
    m_cells.clear();
    return false;
}

/// Writes what a cell says to `out`, which holds as much as its source, and returns its size.
std::size_t CsvReader::copy(const Cell& cell, std::span<char> out)
{
    std::size_t size = 0;
    for (std::size_t i = 0; i < cell.source.size(); ++i) {
        out[size++] = cell.source[i];
        if (cell.isQuoted && cell.source[i] == '"')
            ++i; // two of them stand for one
    }
    return size;
}

std::optional<std::size_t> CsvReader::find(std::string_view cell) const
{
    const auto found = std::ranges::find(m_cells, cell, &Cell::source);
    if (found == m_cells.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - m_cells.begin());
}

QString CsvReader::text(std::size_t cell) const
{
    if (cell >= m_cells.size())
        return {};
    std::string text(m_cells[cell].source.size(), '\0');
    text.resize(copy(m_cells[cell], text));
    return QString::fromStdString(text);
}

base::Result<crypto::SecretBytes> CsvReader::secret(std::size_t cell) const
{
    if (cell >= m_cells.size())
        return crypto::SecretBytes();
    auto text = crypto::SecretBytes::ofSize(m_cells[cell].source.size());
    if (text)
        text->truncate(copy(m_cells[cell], crypto::charactersOf(*text)));
    return text;
}

bool hasColumns(std::string_view text, std::span<const std::string_view> names)
{
    CsvReader header(text.substr(0, LongestHeader));
    return header.next() && std::ranges::all_of(names, [&header](std::string_view name) {
        return header.find(name).has_value();
    });
}

} // namespace transfer
