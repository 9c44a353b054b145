// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The file of Steam's app on a phone, of one account or, since 2022, of several.

#include "core/transfer/readers/readers.h"
#include "core/transfer/readers/steam_content.h"

#include <algorithm>

namespace transfer::readers {

namespace steam_mobile_json {
namespace {

using base::json::Value;

/// The accounts by Steam's number of them; null where the file is of one alone.
const Value* accountsOf(const Value& file)
{
    const Value* const accounts = file.member("accounts");
    return accounts && accounts->isObject() ? accounts : nullptr;
}

bool hasSecret(const Value& account)
{
    return account.member("shared_secret") != nullptr;
}

Match match(const Content& content)
{
    const Value* const file = content.json();
    const Value* const accounts = file ? accountsOf(*file) : nullptr;
    const bool isOurs =
        file && (hasSecret(*file) || (accounts && std::ranges::any_of(accounts->items, hasSecret)));
    return isOurs ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    const Value& file = *content.json();
    Imported imported;
    if (const Value* const accounts = accountsOf(file)) {
        for (const Value& account : accounts->items)
            takeSteamAccount(imported, account);
    } else {
        takeSteamAccount(imported, file);
    }
    return imported;
}

constexpr std::string_view Marks[] = { "\"shared_secret\"", "\"identity_secret\"",
    "\"revocation_code\"", "\"account_name\"" };

} // namespace
} // namespace steam_mobile_json

const Format SteamMobileJson {
    .id = "steam-mobile-json",
    .program = "Steam",
    .form = Form::Json,
    .isEncrypted = false,
    .match = steam_mobile_json::match,
    .read = steam_mobile_json::read,
    .marks = steam_mobile_json::Marks,
};

} // namespace transfer::readers
