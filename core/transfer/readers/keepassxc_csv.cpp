// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The table that KeePassXC exports (keepassxreboot/keepassxc, src/format/CsvExporter.cpp).

#include "core/crypto/characters.h"
#include "core/transfer/csv.h"
#include "core/transfer/login_table.h"
#include "core/transfer/readers/keepassxc_link.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace keepassxc_csv {
namespace {

constexpr std::string_view Header[] = { "Group", "Title", "Username", "TOTP" };

void beforeCode(LoginRow& row)
{
    mendKeePassXcSecret(crypto::charactersOf(row.code));
    // The first group is the database itself.
    const qsizetype root = row.group.indexOf(u'/');
    row.group = root < 0 ? QString() : row.group.sliced(root + 1);
}

void afterCode(const LoginRow& row, otp::Entry& entry)
{
    dropKeePassXcWords({ .issuer = row.title, .name = row.user, .labelIssuer = {} }, entry);
}

constexpr LoginTable Table { .code = "TOTP",
    .title = "Title",
    .user = "Username",
    .note = "Notes",
    .group = "Group",
    .before = beforeCode,
    .after = afterCode };

Match match(const Content& content)
{
    return hasColumns(content.text(), Header) ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    return readLoginTable(content.text(), Table);
}

constexpr std::string_view Marks[] = { "\"Group\"", "\"Title\"", "\"Username\"", "\"TOTP\"" };

} // namespace
} // namespace keepassxc_csv

const Format KeepassxcCsv {
    .id = "keepassxc-csv",
    .program = "KeePassXC",
    .form = Form::Csv,
    .isEncrypted = false,
    .match = keepassxc_csv::match,
    .read = keepassxc_csv::read,
    .marks = keepassxc_csv::Marks,
};

} // namespace transfer::readers
