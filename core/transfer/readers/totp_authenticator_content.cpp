// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/readers/totp_authenticator_content.h"

#include "core/transfer/json_fields.h"

namespace transfer::readers {

namespace totp_authenticator_content {
namespace {

using base::json::Value;

std::optional<otp::SecretEncoding> encodingOf(const Value& item)
{
    const std::string notation = digitsOf(item, "base");
    if (notation == "16")
        return otp::SecretEncoding::Hex;
    if (notation == "32")
        return otp::SecretEncoding::Base32;
    return notation == "64" ? std::optional(otp::SecretEncoding::Base64) : std::nullopt;
}

base::Result<void> readCode(const Value& item, otp::Entry& entry)
{
    // The program takes no notice of a period.
    const auto credential = transfer::credentialOf({ .digits = digitsOf(item, "digits") });
    if (!credential)
        return credential.error();
    entry.credential = *credential;
    const std::optional<otp::SecretEncoding> encoding = encodingOf(item);
    if (!encoding)
        return base::Error { base::ErrorCode::InvalidField, "TOTP Authenticator",
            { "base", digitsOf(item, "base").substr(0, 64), "16, 32, 64" } };
    auto secret = secretOf(item, "key", *encoding, *credential);
    if (!secret)
        return secret.error();
    entry.secret = std::move(*secret);
    return {};
}

void take(Imported& imported, const Value& item)
{
    ImportedAccount account;
    account.entry.issuer = stringOf(item, "issuer");
    account.entry.name = stringOf(item, "name");
    if (const base::Result<void> read = readCode(item, account.entry); !read) {
        imported.leave(account.entry.issuer, account.entry.name, read.error());
        return;
    }
    account.isFavourite = isTrue(item, "isFavorite");
    imported.take(std::move(account));
}

} // namespace
} // namespace totp_authenticator_content

Imported readTotpAuthenticatorList(const base::json::Value& list)
{
    Imported imported;
    for (const base::json::Value& item : list.items)
        totp_authenticator_content::take(imported, item);
    return imported;
}

} // namespace transfer::readers
