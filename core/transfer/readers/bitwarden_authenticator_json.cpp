// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The export of the app Bitwarden Authenticator: the password manager's, with codes alone.

#include "core/transfer/readers/bitwarden_content.h"
#include "core/transfer/readers/readers.h"

#include <algorithm>

namespace transfer::readers {

namespace bitwarden_authenticator_json {
namespace {

using base::json::Value;

/// A login with nothing but a code, in an item of the authenticator.
bool isCodeAlone(const Value& item)
{
    const Value* const login = item.member("login");
    return item.member("organizationId") && item.member("collectionIds") && login
        && login->names == std::vector<std::string> { "totp" };
}

Match match(const Content& content)
{
    const Value* const file = content.json();
    if (!isBitwardenPlain(file) || file->member("folders") || file->member("collections"))
        return Match::No;
    const std::vector<Value>& items = file->member("items")->items;
    return !items.empty() && std::ranges::all_of(items, isCodeAlone) ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    return readBitwardenItems(*content.json());
}

constexpr std::string_view Marks[] = { "\"encrypted\"", "\"items\"", "\"organizationId\"",
    "\"login\"", "\"totp\"" };

} // namespace
} // namespace bitwarden_authenticator_json

const Format BitwardenAuthenticatorJson {
    .id = "bitwarden-authenticator-json",
    .program = "Bitwarden Authenticator",
    .form = Form::Json,
    .isEncrypted = false,
    .match = bitwarden_authenticator_json::match,
    .read = bitwarden_authenticator_json::read,
    .marks = bitwarden_authenticator_json::Marks,
};

} // namespace transfer::readers
