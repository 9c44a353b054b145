// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// GNOME Authenticator's backup: that of andOTP without issuers (roddhjav/pass-import,
// tests/assets/db/gnomeauthenticator.json).

#include "core/transfer/readers/and_otp_content.h"
#include "core/transfer/readers/readers.h"

#include <algorithm>

namespace transfer::readers {

namespace {

using base::json::Value;

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
    return readAndOtpContent(*content.json());
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
