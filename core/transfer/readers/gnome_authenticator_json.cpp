// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// GNOME Authenticator's backup: that of andOTP without issuers (roddhjav/pass-import,
// tests/assets/db/gnomeauthenticator.json).

#include "core/otp/label.h"
#include "core/transfer/json_fields.h"
#include "core/transfer/readers/readers.h"

#include <algorithm>

namespace transfer::readers {

namespace {

using base::json::Value;

base::Result<otp::Credential> credentialOf(const Value& item)
{
    CredentialFields fields { .algorithm = base::json::textOf(item, "algorithm"),
        .digits = digitsOf(item, "digits"),
        .period = digitsOf(item, "period"),
        .counter = digitsOf(item, "counter") };
    const std::string type = base::asciiLower(base::json::textOf(item, "type"));
    if (type == "totp")
        fields.kind = otp::LinkKind::Totp;
    else if (type == "hotp")
        fields.kind = otp::LinkKind::Hotp;
    else if (type == "steam")
        fields.kind = otp::LinkKind::Steam;
    else
        return base::Error { base::ErrorCode::Unsupported, "GNOME Authenticator: type",
            { type.substr(0, 64) } };
    return transfer::credentialOf(fields);
}

void take(Imported& imported, const Value& item)
{
    const otp::Names names = otp::namesOfText(stringOf(item, "label"), {});
    ImportedAccount account;
    account.entry.issuer = names.issuer;
    account.entry.name = names.name;
    const auto credential = credentialOf(item);
    if (!credential) {
        imported.leave(names.issuer, names.name, credential.error());
        return;
    }
    account.entry.credential = *credential;
    auto secret = secretOf(item, "secret", otp::SecretEncoding::Base32, *credential);
    if (!secret) {
        imported.leave(names.issuer, names.name, secret.error());
        return;
    }
    account.entry.secret = std::move(*secret);
    for (const std::string& tag : base::json::textsOf(item, "tags"))
        account.tags.append(QString::fromStdString(tag));
    imported.accounts.push_back(std::move(account));
}

bool isOurs(const Value& item)
{
    return item.member("secret") && item.member("label") && item.member("type")
        && item.member("thumbnail") && !item.member("issuer");
}

Match match(const Content& content)
{
    const Value* const file = content.json();
    const bool matches =
        file && file->isArray() && !file->items.empty() && std::ranges::all_of(file->items, isOurs);
    return matches ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    Imported imported;
    for (const Value& item : content.json()->items)
        take(imported, item);
    return imported;
}

constexpr std::string_view Marks[] = { "\"secret\"", "\"label\"", "\"thumbnail\"", "\"last_used\"",
    "\"tags\"" };

} // namespace

const Format GnomeAuthenticatorJson {
    .id = "gnome-authenticator-json",
    .program = "GNOME Authenticator",
    .form = Form::Json,
    .isEncrypted = false,
    .match = match,
    .read = read,
    .marks = Marks,
};

} // namespace transfer::readers
