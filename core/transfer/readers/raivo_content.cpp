// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/readers/raivo_content.h"

#include "core/base/link.h"
#include "core/transfer/json_fields.h"

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

} // namespace

bool isRaivoContent(const Value* content)
{
    if (!content || !content->isArray() || content->items.empty())
        return false;
    const Value& first = content->items.front();
    return first.member("issuer") && first.member("account") && first.member("timer")
        && first.member("kind");
}

Outcome<Imported> readRaivoContent(const Value& content)
{
    Imported imported;
    for (const Value& item : content.items)
        take(imported, item);
    return imported;
}

} // namespace transfer::readers
