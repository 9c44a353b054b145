// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Raivo OTP's export, taken out of its archive: an array in which every value is a text.

#include "core/base/link.h"
#include "core/transfer/json_fields.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace {

using base::json::Value;

base::Result<otp::Credential> credentialOf(const Value& item)
{
    const std::string kind = base::asciiLower(base::json::textOf(item, "kind"));
    if (kind != "totp" && kind != "hotp")
        return base::Error { base::ErrorCode::Unsupported, "Raivo: kind", { kind.substr(0, 64) } };
    return transfer::credentialOf(
        { .kind = kind == "totp" ? otp::LinkKind::Totp : otp::LinkKind::Hotp,
            .algorithm = base::json::textOf(item, "algorithm"),
            .digits = digitsOf(item, "digits"),
            .period = digitsOf(item, "timer"),
            .counter = digitsOf(item, "counter") });
}

void take(Imported& imported, const Value& item)
{
    ImportedAccount account;
    account.entry.issuer = stringOf(item, "issuer");
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
    account.isFavourite = isTrue(item, "pinned");
    account.icon = stringOf(item, "iconValue");
    imported.accounts.push_back(std::move(account));
}

Match match(const Content& content)
{
    const Value* const list = content.json();
    if (!list || !list->isArray() || list->items.empty())
        return Match::No;
    const Value& first = list->items.front();
    const bool isOurs = first.member("issuer") && first.member("account") && first.member("timer")
        && first.member("kind");
    return isOurs ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    Imported imported;
    for (const Value& item : content.json()->items)
        take(imported, item);
    return imported;
}

constexpr std::string_view Marks[] = { "\"timer\"", "\"kind\"", "\"pinned\"", "\"iconValue\"" };

} // namespace

const Format RaivoJson {
    .id = "raivo-json",
    .program = "Raivo OTP",
    .form = Form::Json,
    .isEncrypted = false,
    .match = match,
    .read = read,
    .marks = Marks,
};

} // namespace transfer::readers
