// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The password manager Bitwarden's export in the clear.

#include "core/transfer/readers/bitwarden_content.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace bitwarden_json {
namespace {

Match match(const Content& content)
{
    return isBitwardenPlain(content.json()) ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    return readBitwardenItems(*content.json());
}

constexpr std::string_view Marks[] = { "\"encrypted\"", "\"items\"", "\"folders\"", "\"login\"",
    "\"totp\"" };

} // namespace
} // namespace bitwarden_json

const Format BitwardenJson {
    .id = "bitwarden-json",
    .program = "Bitwarden",
    .form = Form::Json,
    .isEncrypted = false,
    .match = bitwarden_json::match,
    .read = bitwarden_json::read,
    .marks = bitwarden_json::Marks,
};

} // namespace transfer::readers
