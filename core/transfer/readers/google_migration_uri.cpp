// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Google Authenticator's export as text: what its codes hold, one a line.

#include "core/transfer/link_list.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace {

Match match(const Content& content)
{
    return lookAtLinks(content.text()).migrations > 0 ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    return readLinks(content.text());
}

constexpr std::string_view Marks[] = { "otpauth-migration:" };

} // namespace

const Format GoogleMigrationUri {
    .id = "google-migration-uri",
    .program = "Google Authenticator",
    .form = Form::Links,
    .isEncrypted = false,
    .match = match,
    .read = read,
    .marks = Marks,
};

} // namespace transfer::readers
