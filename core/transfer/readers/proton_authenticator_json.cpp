// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Proton Authenticator's export in the clear.

#include "core/transfer/readers/proton_authenticator_content.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace proton_authenticator_json {
namespace {

Match match(const Content& content)
{
    return isProtonContent(content.json()) ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    return readProtonContent(*content.json());
}

constexpr std::string_view Marks[] = { "\"entry_type\"", "\"uri\"" };

} // namespace
} // namespace proton_authenticator_json

const Format ProtonAuthenticatorJson {
    .id = "proton-authenticator-json",
    .program = "Proton Authenticator",
    .form = Form::Json,
    .isEncrypted = false,
    .match = proton_authenticator_json::match,
    .read = proton_authenticator_json::read,
    .marks = proton_authenticator_json::Marks,
};

} // namespace transfer::readers
