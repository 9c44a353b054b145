// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// 2FAuth's export (Bubka/2FAuth, TwoFAccountExportCollection.php).

#include "core/transfer/json_fields.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace {

using base::json::Value;

base::Result<otp::Credential> credentialOf(const Value& item)
{
    const std::string type = base::json::textOf(item, "otp_type");
    // Codes of Steam are of one form, whatever the file says of them.
    if (type == "steamtotp")
        return transfer::credentialOf(
            { .kind = otp::LinkKind::Steam, .period = digitsOf(item, "period") });
    if (type != "totp" && type != "hotp")
        return base::Error { base::ErrorCode::Unsupported, "2FAuth: type", { type.substr(0, 64) } };
    return transfer::credentialOf(
        { .kind = type == "totp" ? otp::LinkKind::Totp : otp::LinkKind::Hotp,
            .algorithm = base::json::textOf(item, "algorithm"),
            .digits = digitsOf(item, "digits"),
            .period = digitsOf(item, "period"),
            .counter = digitsOf(item, "counter") });
}

void take(Imported& imported, const Value& item)
{
    ImportedAccount account;
    account.entry.issuer = stringOf(item, "service");
    account.entry.name = stringOf(item, "account");
    const auto credential = credentialOf(item);
    auto secret = credential ? secretOf(item, "secret", otp::SecretEncoding::Base32, *credential)
                             : base::Result<crypto::SecretBytes>(credential.error());
    if (!secret) {
        imported.leave(account.entry.issuer, account.entry.name, secret.error());
        return;
    }
    account.entry.credential = *credential;
    account.entry.secret = std::move(*secret);
    if (const Value* const icon = item.member("icon_file"); icon && icon->isText())
        account.remarks.push_back(Remark::PictureLeft);
    imported.accounts.push_back(std::move(account));
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

const Format TwoFAuthJson {
    .id = "2fauth-json",
    .program = "2FAuth",
    .form = Form::Json,
    .isEncrypted = false,
    .match = match,
    .read = read,
    .marks = Marks,
};

} // namespace transfer::readers
