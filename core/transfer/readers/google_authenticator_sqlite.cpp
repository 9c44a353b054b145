// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Google Authenticator's database, from the data of a phone (beemdevelopment/Aegis,
// importers/GoogleAuthImporter.java).

#include "core/otp/label.h"
#include "core/transfer/json_fields.h"
#include "core/transfer/readers/accounts_table.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace google_authenticator_sqlite {
namespace {

constexpr std::int64_t Totp = 0;
constexpr std::int64_t Hotp = 1;

base::Result<void> readCode(const SqliteTable& table, const SqliteRow& row, otp::Entry& entry)
{
    const std::int64_t type = table.integer(row, "type").value_or(Totp);
    if (table.integer(row, "isencrypted").value_or(0) != 0)
        return base::Error { base::ErrorCode::Unsupported, "Google Authenticator",
            { "isencrypted" } };
    if (type != Totp && type != Hotp)
        return base::Error { base::ErrorCode::Unsupported, "Google Authenticator: type",
            { std::to_string(type) } };
    CredentialFields fields { .kind = otp::LinkKind::Totp };
    if (type == Hotp)
        fields = { .kind = otp::LinkKind::Hotp,
            .counter = std::to_string(table.integer(row, "counter").value_or(0)) };
    const auto credential = credentialOf(fields);
    if (!credential)
        return credential.error();
    auto secret =
        otp::readTypedSecret(table.bytes(row, "secret"), otp::SecretEncoding::Base32, *credential);
    if (!secret)
        return secret.error();
    entry.credential = *credential;
    entry.secret = std::move(*secret);
    return {};
}

void take(Imported& imported, const SqliteTable& table, const SqliteRow& row)
{
    const otp::Names names = otp::namesOfText(table.text(row, "email"), table.text(row, "issuer"));
    ImportedAccount account;
    account.entry.issuer = names.issuer;
    account.entry.name = names.name;
    if (const auto read = readCode(table, row, account.entry); !read)
        return imported.leave(names.issuer, names.name, read.error());
    imported.take(std::move(account));
}

Match match(const Content& content)
{
    return hasAccountsTable(content, { "email", "secret" }) ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    return readAccountsTable(content, take);
}

constexpr std::span<const std::string_view> Marks = {};

} // namespace
} // namespace google_authenticator_sqlite

const Format GoogleAuthenticatorSqlite {
    .id = "google-authenticator-sqlite",
    .program = "Google Authenticator",
    .form = Form::Database,
    .isEncrypted = false,
    .match = google_authenticator_sqlite::match,
    .read = google_authenticator_sqlite::read,
    .marks = google_authenticator_sqlite::Marks,
};

} // namespace transfer::readers
