// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The export of the browser extension Authenticator without a passphrase.

#include "core/transfer/json_fields.h"
#include "core/transfer/readers/authenticator_extension_content.h"
#include "core/transfer/readers/readers.h"

#include <algorithm>

namespace transfer::readers {

namespace authenticator_extension_json {
namespace {

using base::json::Value;

Match match(const Content& content)
{
    const std::vector<const Value*> records = extensionRecords(content.json());
    const bool isSealed = std::ranges::any_of(
        records, [](const Value* record) { return isExtensionSealed(*record); });
    return !records.empty() && !isSealed ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    Imported imported;
    for (const Value* record : extensionRecords(content.json())) {
        const auto secret = secretTextOf(*record, "secret");
        if (!secret)
            return failed(secret.error());
        takeExtensionAccount(imported, *record, *secret);
    }
    return imported;
}

constexpr std::string_view Marks[] = { "\"dataType\"", "\"OTPStorage\"", "\"hash\"",
    "\"account\"" };

} // namespace
} // namespace authenticator_extension_json

const Format AuthenticatorExtensionJson {
    .id = "authenticator-extension-json",
    .program = "Authenticator (browser extension)",
    .form = Form::Json,
    .isEncrypted = false,
    .match = authenticator_extension_json::match,
    .read = authenticator_extension_json::read,
    .marks = authenticator_extension_json::Marks,
};

} // namespace transfer::readers
