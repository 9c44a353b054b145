// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Aegis Authenticator's backup without a passphrase.

#include "core/transfer/readers/aegis_content.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace aegis_json {
namespace {

Match match(const Content& content)
{
    const base::json::Value* const file = content.json();
    const base::json::Value* const db = file ? file->member("db") : nullptr;
    const bool isOurs = db && db->isObject() && file->member("version") && file->member("header");
    return isOurs ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    const base::json::Value& file = *content.json();
    if (const Outcome<void> checked = checkAegisVersion(file); !checked)
        return checked.error();
    return readAegisContent(*file.member("db"));
}

constexpr std::string_view Marks[] = { "\"header\"", "\"db\"", "\"slots\"", "\"entries\"" };

} // namespace
} // namespace aegis_json

const Format AegisJson {
    .id = "aegis-json",
    .program = "Aegis",
    .form = Form::Json,
    .isEncrypted = false,
    .match = aegis_json::match,
    .read = aegis_json::read,
    .marks = aegis_json::Marks,
};

} // namespace transfer::readers
