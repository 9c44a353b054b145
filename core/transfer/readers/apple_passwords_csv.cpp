// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The table that Apple's Passwords exports on macOS and iOS.

#include "core/transfer/csv.h"
#include "core/transfer/login_table.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace apple_passwords_csv {
namespace {

constexpr std::string_view Header[] = { "Title", "URL", "Username", "Password", "OTPAuth" };

/// The title is "site (user)".
void beforeCode(LoginRow& row)
{
    if (const qsizetype end = row.title.indexOf(QStringLiteral(" (")); end > 0)
        row.title.truncate(end);
}

constexpr LoginTable Table {
    .code = "OTPAuth", .title = "Title", .user = "Username", .note = "Notes", .before = beforeCode
};

Match match(const Content& content)
{
    return hasColumns(content.text(), Header) ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    return readLoginTable(content.text(), Table);
}

constexpr std::string_view Marks[] = { "OTPAuth", "Title,URL,Username" };

} // namespace
} // namespace apple_passwords_csv

const Format ApplePasswordsCsv {
    .id = "apple-passwords-csv",
    .program = "Apple Passwords",
    .form = Form::Csv,
    .isEncrypted = false,
    .match = apple_passwords_csv::match,
    .read = apple_passwords_csv::read,
    .marks = apple_passwords_csv::Marks,
};

} // namespace transfer::readers
