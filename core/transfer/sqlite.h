// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/wiped_bytes.h"

#include <QString>

#include <optional>
#include <string>
#include <string_view>

namespace transfer {

/// What stands in one column of a row.
struct SqliteValue
{
    enum class Kind { Null, Integer, Real, Text, Blob };

    Kind kind = Kind::Null;
    std::int64_t integer = 0;
    base::ByteView bytes = {}; ///< of a text or blob, within the row
};

/// One row of a table. Move-only: it may hold secrets, which are wiped when it goes.
struct SqliteRow
{
    crypto::WipedBytes record;
    std::vector<SqliteValue> values;

    SqliteRow() = default;
    SqliteRow(SqliteRow&&) noexcept = default; // the bytes stay where they are
    SqliteRow& operator=(SqliteRow&&) noexcept = default;
    SqliteRow(const SqliteRow&) = delete;
    SqliteRow& operator=(const SqliteRow&) = delete;
    ~SqliteRow() = default;
};

/// A table as a whole, its rows in the order of their ids.
struct SqliteTable
{
    std::vector<std::string> columns; ///< in small letters
    std::vector<SqliteRow> rows;

    bool has(std::string_view column) const;
    /// Null where the row or the table has none.
    SqliteValue value(const SqliteRow& row, std::string_view column) const;
    std::string_view bytes(const SqliteRow& row, std::string_view column) const;
    QString text(const SqliteRow& row, std::string_view column) const; ///< not for secrets
    std::optional<std::int64_t> integer(const SqliteRow& row, std::string_view column) const;
};

/// An SQLite database in memory (sqlite.org/fileformat2.html), of which tables are read by hand:
/// the library wants a file, and keeps copies of what it reads that nobody wipes. What a log beside
/// the file holds has to be in the bytes already (sqlite_log.h). The bytes must outlive it.
class SqliteDatabase
{
public:
    /// Nothing where it is none, or has texts that are not UTF-8.
    static std::optional<SqliteDatabase> open(base::ByteView bytes);

    bool hasTable(std::string_view name) const;
    /// The columns of a table, without a look at its rows; empty if there is no such table.
    std::vector<std::string> columnsOf(std::string_view name) const;
    /// All of a table; nothing where it is damaged, has more than a hundred thousand rows or four
    /// million values, or is of a kind that programs do not use for accounts (WITHOUT ROWID).
    std::optional<SqliteTable> table(std::string_view name) const;

private:
    explicit SqliteDatabase(base::ByteView bytes) : m_bytes(bytes) { }

    struct Table
    {
        std::string name; ///< in small letters
        std::vector<std::string> columns;
        std::uint32_t rootPage = 0;
    };
    const Table* find(std::string_view name) const;

    base::ByteView m_bytes;
    std::vector<Table> m_tables;
};

} // namespace transfer
