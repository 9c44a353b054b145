// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/readers/accounts_table.h"

#include <algorithm>

namespace transfer::readers {

namespace accounts_table {
namespace {

constexpr std::string_view TableName = "accounts";

} // namespace
} // namespace accounts_table

bool hasAccountsTable(const Content& content, std::initializer_list<std::string_view> columns)
{
    const auto database = SqliteDatabase::open(content.bytes());
    if (!database)
        return false;
    const std::vector<std::string> known = database->columnsOf(accounts_table::TableName);
    return std::ranges::all_of(columns, [&known](std::string_view column) {
        return std::ranges::find(known, column) != known.end();
    });
}

Outcome<Imported> readAccountsTable(const Content& content,
    void (*take)(Imported& imported, const SqliteTable& table, const SqliteRow& row))
{
    const auto database = SqliteDatabase::open(content.bytes());
    const auto table = database ? database->table(accounts_table::TableName) : std::nullopt;
    if (!table)
        return damaged("SQLite");
    Imported imported;
    for (const SqliteRow& row : table->rows)
        take(imported, *table, row);
    return imported;
}

} // namespace transfer::readers
