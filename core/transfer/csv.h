// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"

#include <QString>

#include <optional>
#include <string_view>
#include <vector>

namespace transfer {

/// A table of comma-separated values (RFC 4180), read record by record. Its cells stay where they
/// are in the text, and only those that are asked for are copied: passwords stand beside the codes.
class CsvReader
{
public:
    /// The text must outlive it.
    explicit CsvReader(std::string_view text) : m_rest(text) { }

    /// Goes to the next record; blank lines are passed over. False at the end of the text, and
    /// where it goes on as no table does: see isDamaged().
    bool next();
    /// A quote that is never closed, or more cells than any program writes.
    bool isDamaged() const { return m_isDamaged; }

    // Of the present record.
    std::size_t size() const { return m_cells.size(); }
    std::optional<std::size_t> find(std::string_view cell) const; ///< the one that says this
    QString text(std::size_t cell) const; ///< empty beyond the last cell
    base::Result<crypto::SecretBytes> secret(std::size_t cell) const;

private:
    struct Cell
    {
        std::string_view source; ///< what stands between the quotes, if there are any
        bool isQuoted = false;
    };
    static std::size_t copy(const Cell& cell, std::span<char> out);
    bool takeRecord();
    bool takeCell();

    std::string_view m_rest;
    std::vector<Cell> m_cells;
    bool m_isDamaged = false;
};

/// Whether the first record of a text has cells that say all of these: for the detection of a
/// format by its header.
bool hasColumns(std::string_view text, std::span<const std::string_view> names);

} // namespace transfer
