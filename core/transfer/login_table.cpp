// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/login_table.h"

#include "core/transfer/csv.h"
#include "core/transfer/login_code.h"

#include <limits>

namespace transfer {

namespace {

constexpr std::size_t NoColumn = std::numeric_limits<std::size_t>::max();

/// Where the columns of a table stand.
struct Columns
{
    std::size_t code = NoColumn;
    std::size_t title = NoColumn;
    std::size_t user = NoColumn;
    std::size_t note = NoColumn;
    std::size_t group = NoColumn;
    std::size_t favourite = NoColumn;
};

Columns columnsOf(const CsvReader& header, const LoginTable& table)
{
    const auto find = [&header](std::string_view name) {
        return name.empty() ? NoColumn : header.find(name).value_or(NoColumn);
    };
    return { find(table.code), find(table.title), find(table.user), find(table.note),
        find(table.group), find(table.favourite) };
}

base::Result<void> take(Imported& imported, LoginRow& row, const LoginTable& table)
{
    if (table.before)
        table.before(row);
    auto entry = readLoginCode(
        row.code.text(), { .issuer = row.title, .name = row.user, .labelIssuer = {} });
    if (!entry)
        return entry.error();
    if (table.after)
        table.after(row, *entry);
    imported.take({ .entry = std::move(*entry),
        .note = row.note,
        .tags = { row.group },
        .isFavourite = row.isFavourite });
    return {};
}

/// A record that is cut off may have lost its code; of one with no code nothing is looked at.
base::Result<void> takeRecord(
    Imported& imported, const CsvReader& record, const Columns& columns, const LoginTable& table)
{
    if (record.size() <= columns.code)
        return base::Error { base::ErrorCode::MissingField, "login table",
            { std::string(table.code) } };
    auto code = record.secret(columns.code);
    if (!code)
        return code.error();
    if (code->isEmpty())
        return {};
    LoginRow row { .title = record.text(columns.title),
        .user = record.text(columns.user),
        .note = record.text(columns.note),
        .group = record.text(columns.group),
        .isFavourite = record.text(columns.favourite) == u"1",
        .code = std::move(*code) };
    return take(imported, row, table);
}

} // namespace

Outcome<Imported> readLoginTable(std::string_view text, const LoginTable& table)
{
    CsvReader records(text);
    Imported imported;
    if (!records.next())
        return damaged("CSV");
    const Columns columns = columnsOf(records, table);
    imported.lookedAt.emplace();
    while (records.next()) {
        const std::size_t before = imported.entryCount();
        const auto taken = takeRecord(imported, records, columns, table);
        if (!taken)
            imported.leave(records.text(columns.title), records.text(columns.user), taken.error());
        imported.countItem(before);
    }
    if (records.isDamaged())
        return damaged("CSV");
    return imported;
}

} // namespace transfer
