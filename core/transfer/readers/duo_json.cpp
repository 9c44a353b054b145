// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Duo Mobile's accounts.json, from the data of a phone (beemdevelopment/Aegis,
// importers/DuoImporter.java).

#include "core/transfer/json_fields.h"
#include "core/transfer/readers/readers.h"

#include <algorithm>

namespace transfer::readers {

namespace duo_json {
namespace {

using base::json::Value;

constexpr std::string_view Generator = "otpGenerator";
constexpr std::string_view SecretName = "otpSecret";

/// An account that is no push sign-in alone.
bool makesCodes(const Value& item)
{
    return item.member("name") && item.member("accountType") && item.member(Generator);
}

base::Result<void> takeCode(const Value& item, otp::Entry& entry)
{
    const Value* const generator = item.member(Generator);
    // What is left then are the keys of its push sign-ins, which no other program can use.
    if (!generator || !generator->member(SecretName))
        return base::Error { base::ErrorCode::Unsupported, "Duo", { "push" } };
    CredentialFields fields { .kind = otp::LinkKind::Totp };
    if (const std::string counter = digitsOf(*generator, "counter"); !counter.empty())
        fields = { .kind = otp::LinkKind::Hotp, .counter = counter };
    return readCode(*generator, SecretName, credentialOf(fields), entry);
}

Match match(const Content& content)
{
    const Value* const list = content.json();
    // One that is broken is told, and does not hide the others.
    const bool isOurs = list && list->isArray() && std::ranges::any_of(list->items, makesCodes);
    return isOurs ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    Imported imported;
    for (const Value& item : content.json()->items) {
        ImportedAccount account;
        account.entry.name = stringOf(item, "name");
        if (const auto taken = takeCode(item, account.entry); !taken)
            imported.leave({}, account.entry.name, taken.error());
        else
            imported.take(std::move(account));
    }
    return imported;
}

constexpr std::string_view Marks[] = { "\"otpGenerator\"", "\"accountType\"", "\"pkey\"" };

} // namespace
} // namespace duo_json

const Format DuoJson {
    .id = "duo-json",
    .program = "Duo Mobile",
    .form = Form::Json,
    .isEncrypted = false,
    .match = duo_json::match,
    .read = duo_json::read,
    .marks = duo_json::Marks,
};

} // namespace transfer::readers
