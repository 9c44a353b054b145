// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/wiped_bytes.h"
#include "core/transfer/failure.h"

#include <QStringList>

namespace transfer {

/// What SQLite appends to the name of a database for the file that has its latest changes.
constexpr std::string_view SqliteLogEnding = "-wal";

/// Begins as an SQLite database does.
bool beginsAsSqlite(base::ByteView bytes);

/// Brings a database up to what its write-ahead log says (sqlite.org/fileformat2.html, 4): the
/// pages of every change that was completed. A log that is none, or of another database, changes
/// nothing, as it does in SQLite. TooLarge where the database would be larger than a file may be.
Outcome<void> applySqliteLog(crypto::WipedBytes& database, base::ByteView log);

/// These files without those that belong to a database among them, with which they are read.
QStringList withoutSqliteLogs(const QStringList& paths);

} // namespace transfer
