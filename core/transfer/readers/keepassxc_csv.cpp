// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The table that KeePassXC exports (keepassxreboot/keepassxc, src/format/CsvExporter.cpp).

#include "core/crypto/characters.h"
#include "core/transfer/csv.h"
#include "core/transfer/login_table.h"
#include "core/transfer/readers/readers.h"

#include <algorithm>

namespace transfer::readers {

namespace {

constexpr std::string_view Header[] = { "Group", "Title", "Username", "TOTP" };

/// Reads digits that Base32 has not as the letters they look like, as the program does with what
/// its users type (src/core/Base32.cpp).
void mendSecret(crypto::SecretBytes& link)
{
    const std::size_t query = link.text().find('?');
    std::size_t at = link.text().find("secret=", std::min(query, link.size()));
    const std::span<char> text = crypto::charactersOf(link);
    for (; at < text.size() && text[at] != '&'; ++at) {
        if (text[at] == '%')
            at += 2; // an escape keeps its digits
        else if (text[at] == '0')
            text[at] = 'O';
        else if (text[at] == '1')
            text[at] = 'L';
        else if (text[at] == '8')
            text[at] = 'B';
    }
}

void beforeCode(LoginRow& row)
{
    mendSecret(row.code);
    // The first group is the database itself.
    const qsizetype root = row.group.indexOf(u'/');
    row.group = root < 0 ? QString() : row.group.sliced(root + 1);
}

/// The words that the program writes into a link for want of a name.
void afterCode(const LoginRow& row, otp::Entry& entry)
{
    if (entry.issuer == u"KeePassXC")
        entry.issuer = row.title;
    if (entry.name == u"none")
        entry.name = row.user;
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

const Format KeepassxcCsv {
    .id = "keepassxc-csv",
    .program = "KeePassXC",
    .form = Form::Csv,
    .isEncrypted = false,
    .match = match,
    .read = read,
    .marks = Marks,
};

} // namespace transfer::readers
