// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The file that Steam Desktop Authenticator and steamguard-cli keep of an account.

#include "core/transfer/readers/readers.h"
#include "core/transfer/readers/steam_content.h"

namespace transfer::readers {

namespace steam_mafile {
namespace {

Match match(const Content& content)
{
    const base::json::Value* const file = content.json();
    const bool isOurs = file && file->member("shared_secret")
        && (file->member("device_id") || file->member("fully_enrolled") || file->member("Session"));
    return isOurs ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    Imported imported;
    takeSteamAccount(imported, *content.json());
    return imported;
}

constexpr std::string_view Marks[] = { "\"shared_secret\"", "\"identity_secret\"", "\"device_id\"",
    "\"fully_enrolled\"" };

} // namespace
} // namespace steam_mafile

const Format SteamMafile {
    .id = "steam-mafile",
    .program = "Steam Desktop Authenticator",
    .form = Form::Json,
    .isEncrypted = false,
    .match = steam_mafile::match,
    .read = steam_mafile::read,
    .marks = steam_mafile::Marks,
};

} // namespace transfer::readers
