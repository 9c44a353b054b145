// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Stratum's database without a password, from the data of a phone (stratumauth/app,
// Stratum.Core/src/Entity): what its backups hold, as tables. With a password it is encrypted, and
// nothing tells it from chance.

#include "core/otp/otpauth_uri.h"
#include "core/transfer/account_pictures.h"
#include "core/transfer/json_fields.h"
#include "core/transfer/readers/readers.h"
#include "core/transfer/readers/stratum_content.h"
#include "core/transfer/sqlite.h"

#include <algorithm>
#include <map>
#include <utility>

namespace transfer::readers {

namespace stratum_sqlite {
namespace {

constexpr std::string_view AccountsName = "authenticator";
constexpr std::string_view CategoriesName = "category";
constexpr std::string_view BondsName = "authenticatorcategory";
constexpr std::string_view PicturesName = "customicon";

/// A number as credentialOf() takes it; empty where there is none.
std::string numberOf(const SqliteTable& table, const SqliteRow& row, std::string_view column)
{
    const auto number = table.integer(row, column);
    return number ? std::to_string(*number) : std::string();
}

/// The names of its categories by the secret of an account, which is its key in the program. Views
/// into the rows: secrets are compared without being copied.
using Tags = std::map<std::string_view, QStringList>;

Tags tagsOf(const SqliteTable& categories, const SqliteTable& bonds)
{
    std::map<std::string_view, QString> names;
    Tags tags;
    for (const SqliteRow& row : categories.rows)
        names.emplace(categories.bytes(row, "id"), categories.text(row, "name"));
    for (const SqliteRow& row : bonds.rows) {
        const auto name = names.find(bonds.bytes(row, "categoryid"));
        if (name != names.end())
            tags[bonds.bytes(row, "authenticatorsecret")].append(name->second);
    }
    return tags;
}

base::Result<void> readCode(const SqliteTable& table, const SqliteRow& row, otp::Entry& entry)
{
    const StratumCode code { .type = numberOf(table, row, "type"),
        .algorithm = table.integer(row, "algorithm").value_or(0),
        .digits = numberOf(table, row, "digits"),
        .period = numberOf(table, row, "period"),
        .counter = numberOf(table, row, "counter") };
    if (const auto read = readStratumCode(code, table.bytes(row, "secret"), entry); !read)
        return read;
    const std::string_view pin = table.bytes(row, "pin");
    if (pin.size() > otp::MaximumSecretSize)
        return base::Error { base::ErrorCode::TooLarge, "Stratum",
            { "PIN", std::to_string(otp::MaximumSecretSize) } };
    auto kept = crypto::SecretBytes::copyOf(pin);
    if (!kept)
        return kept.error();
    entry.pin = std::move(*kept);
    return {};
}

/// Those of the users themselves; without a table of them there are none.
StratumPictures picturesOf(const SqliteDatabase& database)
{
    StratumPictures pictures;
    const std::optional<SqliteTable> table = database.table(PicturesName);
    if (!table)
        return pictures;
    for (const SqliteRow& row : table->rows) {
        const std::string_view data = table->bytes(row, "data");
        if (data.size() <= LargestPictureFile)
            pictures.emplace(table->text(row, "id"),
                QByteArray(data.data(), static_cast<qsizetype>(data.size())));
    }
    return pictures;
}

/// What accounts refer to by ids.
struct Kept
{
    Tags tags;
    StratumPictures pictures;
};

void take(Imported& imported, const SqliteTable& table, const SqliteRow& row, const Kept& kept)
{
    ImportedAccount account;
    account.entry.issuer = table.text(row, "issuer");
    account.entry.name = table.text(row, "username");
    if (const auto read = readCode(table, row, account.entry); !read)
        return imported.leave(account.entry.issuer, account.entry.name, read.error());
    if (const auto found = kept.tags.find(table.bytes(row, "secret")); found != kept.tags.end())
        account.tags = found->second;
    takeStratumIcon(account, table.text(row, "icon"), kept.pictures);
    imported.take(std::move(account));
}

Match match(const Content& content)
{
    const auto database = SqliteDatabase::open(content.bytes());
    const bool isOurs =
        database && database->hasTable(AccountsName) && database->hasTable(CategoriesName);
    return isOurs ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    const auto database = SqliteDatabase::open(content.bytes());
    const auto table = database ? database->table(AccountsName) : std::nullopt;
    const auto categories = table ? database->table(CategoriesName) : std::nullopt;
    if (!categories)
        return damaged("SQLite");
    std::optional<SqliteTable> bonds = database->table(BondsName);
    if (!bonds && database->hasTable(BondsName))
        return damaged("SQLite"); // else the categories would be lost without a word
    if (!bonds)
        bonds.emplace();
    const Kept kept { tagsOf(*categories, *bonds), picturesOf(*database) };
    // Looked up once for each row: a table may have many columns.
    std::vector<std::pair<std::int64_t, const SqliteRow*>> ordered;
    for (const SqliteRow& row : table->rows)
        ordered.emplace_back(table->integer(row, "ranking").value_or(0), &row);
    std::ranges::stable_sort(ordered, {}, &std::pair<std::int64_t, const SqliteRow*>::first);
    Imported imported;
    for (const auto& [ranking, row] : ordered)
        take(imported, *table, *row, kept);
    return imported;
}

constexpr std::span<const std::string_view> Marks = {};

} // namespace
} // namespace stratum_sqlite

const Format StratumSqlite {
    .id = "stratum-sqlite",
    .program = "Stratum",
    .form = Form::Database,
    .isEncrypted = false,
    .match = stratum_sqlite::match,
    .read = stratum_sqlite::read,
    .marks = stratum_sqlite::Marks,
};

} // namespace transfer::readers
