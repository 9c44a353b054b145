// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/reader.h"
#include "core/transfer/sqlite.h"

#include <initializer_list>

namespace transfer::readers {

// What the databases of phone apps share: a table "accounts", a row for each.

/// Whether content is such a database, whose table has these columns.
bool hasAccountsTable(const Content& content, std::initializer_list<std::string_view> columns);

/// Reads the rows, one after another. Damaged.
Outcome<Imported> readAccountsTable(const Content& content,
    void (*take)(Imported& imported, const SqliteTable& table, const SqliteRow& row));

} // namespace transfer::readers
