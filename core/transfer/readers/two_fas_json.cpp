// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// 2FAS's backup without a passphrase.

#include "core/transfer/readers/readers.h"
#include "core/transfer/readers/two_fas_content.h"

namespace transfer::readers {

namespace two_fas_json {
namespace {

Match match(const Content& content)
{
    const base::json::Value* const file = content.json();
    const bool isOurs = file && file->member("schemaVersion") && file->member("services")
        && base::json::textOf(*file, "servicesEncrypted").empty();
    return isOurs ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    const base::json::Value& file = *content.json();
    if (const Outcome<void> checked = checkTwoFasSchema(file); !checked)
        return checked.error();
    return readTwoFasServices(*file.member("services"), file);
}

constexpr std::string_view Marks[] = { "\"schemaVersion\"", "\"services\"", "\"appVersionCode\"",
    "\"tokenType\"" };

} // namespace
} // namespace two_fas_json

const Format TwoFasJson {
    .id = "2fas-json",
    .program = "2FAS",
    .form = Form::Json,
    .isEncrypted = false,
    .match = two_fas_json::match,
    .read = two_fas_json::read,
    .marks = two_fas_json::Marks,
};

} // namespace transfer::readers
