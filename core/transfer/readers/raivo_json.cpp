// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Raivo OTP's export, taken out of its archive.

#include "core/transfer/readers/raivo_content.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace raivo_json {
namespace {

Match match(const Content& content)
{
    return isRaivoContent(content.json()) ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    return readRaivoContent(*content.json());
}

constexpr std::string_view Marks[] = { "\"timer\"", "\"kind\"", "\"pinned\"", "\"iconValue\"" };

} // namespace
} // namespace raivo_json

const Format RaivoJson {
    .id = "raivo-json",
    .program = "Raivo OTP",
    .form = Form::Json,
    .isEncrypted = false,
    .match = raivo_json::match,
    .read = raivo_json::read,
    .marks = raivo_json::Marks,
};

} // namespace transfer::readers
