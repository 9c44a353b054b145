// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The password manager Bitwarden's export as a table.

#include "core/transfer/csv.h"
#include "core/transfer/login_table.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace bitwarden_csv {
namespace {

constexpr std::string_view Header[] = { "type", "name", "login_username", "login_totp" };
constexpr LoginTable Person { .code = "login_totp",
    .title = "name",
    .user = "login_username",
    .note = "notes",
    .group = "folder",
    .favourite = "favorite" };
constexpr LoginTable Organisation { .code = "login_totp",
    .title = "name",
    .user = "login_username",
    .note = "notes",
    .group = "collections" };

Match match(const Content& content)
{
    return hasColumns(content.text(), Header) ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    static constexpr std::string_view Collections[] = { "collections" };
    const bool isOrganisation = hasColumns(content.text(), Collections);
    return readLoginTable(content.text(), isOrganisation ? Organisation : Person);
}

constexpr std::string_view Marks[] = { "login_username", "login_totp" };

} // namespace
} // namespace bitwarden_csv

const Format BitwardenCsv {
    .id = "bitwarden-csv",
    .program = "Bitwarden",
    .form = Form::Csv,
    .isEncrypted = false,
    .match = bitwarden_csv::match,
    .read = bitwarden_csv::read,
    .marks = bitwarden_csv::Marks,
};

} // namespace transfer::readers
