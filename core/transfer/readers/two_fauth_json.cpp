// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// 2FAuth's export (Bubka/2FAuth, TwoFAccountExportCollection.php).

#include "core/transfer/account_pictures.h"
#include "core/transfer/json_fields.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace two_fauth_json {
namespace {

using base::json::Value;

constexpr CodeMembers Members { .type = "otp_type" };

base::Result<otp::Credential> credentialOf(const Value& item)
{
    // Codes of Steam are of one form, whatever the file says of them.
    if (typeOf(item, Members) == "steamtotp")
        return transfer::credentialOf(
            { .kind = otp::LinkKind::Steam, .period = digitsOf(item, "period") });
    return transfer::credentialOf(item, Members, "2FAuth");
}

void take(Imported& imported, const Value& item)
{
    ImportedAccount account;
    account.entry.issuer = stringOf(item, "service");
    account.entry.name = stringOf(item, "account");
    if (const auto read = readCode(item, "secret", credentialOf(item), account.entry); !read)
        return imported.leave(account.entry.issuer, account.entry.name, read.error());
    if (const std::string icon = base::json::textOf(item, "icon_file"); !icon.empty())
        takePicture(account, pictureOf(icon));
    imported.take(std::move(account));
}

Match match(const Content& content)
{
    const Value* const file = content.json();
    const Value* const data = file ? file->member("data") : nullptr;
    const bool isOurs = data && data->isArray() && file->member("schema")
        && base::json::textOf(*file, "app").starts_with("2fauth");
    return isOurs ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    Imported imported;
    for (const Value& item : content.json()->member("data")->items)
        take(imported, item);
    return imported;
}

constexpr std::string_view Marks[] = { "\"2fauth", "\"otp_type\"", "\"legacy_uri\"" };

} // namespace
} // namespace two_fauth_json

const Format TwoFAuthJson {
    .id = "2fauth-json",
    .program = "2FAuth",
    .form = Form::Json,
    .isEncrypted = false,
    .match = two_fauth_json::match,
    .read = two_fauth_json::read,
    .marks = two_fauth_json::Marks,
};

} // namespace transfer::readers
