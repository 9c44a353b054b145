// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// GNOME Authenticator's backup: that of andOTP without issuers (roddhjav/pass-import,
// tests/assets/db/gnomeauthenticator.json).

#include "core/transfer/readers/and_otp_content.h"
#include "core/transfer/readers/readers.h"

#include <algorithm>

namespace transfer::readers {

namespace gnome_authenticator_json {
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
} // namespace gnome_authenticator_json

const Format GnomeAuthenticatorJson {
    .id = "gnome-authenticator-json",
    .program = "GNOME Authenticator",
    .form = Form::Json,
    .isEncrypted = false,
    .match = gnome_authenticator_json::match,
    .read = gnome_authenticator_json::read,
    .marks = gnome_authenticator_json::Marks,
};

} // namespace transfer::readers
