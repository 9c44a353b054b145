// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Microsoft Authenticator's database "PhoneFactor", from the data of a phone
// (beemdevelopment/Aegis, importers/MicrosoftAuthImporter.java).

#include "core/transfer/json_fields.h"
#include "core/transfer/readers/accounts_table.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace microsoft_authenticator_sqlite {
namespace {

constexpr std::string_view SecretName = "oath_secret_key";
constexpr std::int64_t Other = 0; ///< of any service
constexpr std::int64_t Personal = 1; ///< of Microsoft's
constexpr std::int64_t Work = 2; ///< of Microsoft's; what makes its codes is not in the file

base::Result<void> readCode(const SqliteTable& table, const SqliteRow& row, otp::Entry& entry)
{
    const std::int64_t type = table.integer(row, "account_type").value_or(Other);
    if (type != Other && type != Personal)
        return base::Error { base::ErrorCode::Unsupported, "Microsoft Authenticator: type",
            { std::to_string(type) } };
    const bool isPersonal = type == Personal;
    const auto credential = credentialOf(
        { .kind = otp::LinkKind::Totp, .digits = isPersonal ? std::string("8") : std::string() });
    if (!credential)
        return credential.error();
    auto secret = otp::readTypedSecret(table.bytes(row, SecretName),
        isPersonal ? otp::SecretEncoding::Base64 : otp::SecretEncoding::Base32, *credential);
    if (!secret)
        return secret.error();
    entry.credential = *credential;
    entry.secret = std::move(*secret);
    return {};
}

void take(Imported& imported, const SqliteTable& table, const SqliteRow& row)
{
    // It never made codes that somebody could type: nothing is lost with it.
    if (table.integer(row, "account_type") == Work && table.bytes(row, SecretName).empty())
        return;
    ImportedAccount account;
    account.entry.issuer = table.text(row, "name");
    account.entry.name = table.text(row, "username");
    if (const auto read = readCode(table, row, account.entry); !read)
        return imported.leave(account.entry.issuer, account.entry.name, read.error());
    imported.take(std::move(account));
}

Match match(const Content& content)
{
    return hasAccountsTable(content, { SecretName }) ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    return readAccountsTable(content, take);
}

constexpr std::span<const std::string_view> Marks = {};

} // namespace
} // namespace microsoft_authenticator_sqlite

const Format MicrosoftAuthenticatorSqlite {
    .id = "microsoft-authenticator-sqlite",
    .program = "Microsoft Authenticator",
    .form = Form::Database,
    .isEncrypted = false,
    .match = microsoft_authenticator_sqlite::match,
    .read = microsoft_authenticator_sqlite::read,
    .marks = microsoft_authenticator_sqlite::Marks,
};

} // namespace transfer::readers
