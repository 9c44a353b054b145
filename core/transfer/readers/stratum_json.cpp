// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Stratum's backup (once Authenticator Pro) without a passphrase.

#include "core/transfer/readers/readers.h"
#include "core/transfer/readers/stratum_content.h"

namespace transfer::readers {

namespace stratum_json {
namespace {

Match match(const Content& content)
{
    return isStratumContent(content.json()) ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    return readStratumContent(*content.json());
}

constexpr std::string_view Marks[] = { "\"Authenticators\"", "\"Username\"", "\"Ranking\"",
    "\"Categories\"" };

} // namespace
} // namespace stratum_json

const Format StratumJson {
    .id = "stratum-json",
    .program = "Stratum",
    .form = Form::Json,
    .isEncrypted = false,
    .match = stratum_json::match,
    .read = stratum_json::read,
    .marks = stratum_json::Marks,
};

} // namespace transfer::readers
