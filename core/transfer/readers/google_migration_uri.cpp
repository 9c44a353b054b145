// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Google Authenticator's export as text: what its codes hold, one a line.

#include "core/transfer/link_list.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace google_migration_uri {
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
} // namespace google_migration_uri

const Format GoogleMigrationUri {
    .id = "google-migration-uri",
    .program = "Google Authenticator",
    .form = Form::Links,
    .isEncrypted = false,
    .match = google_migration_uri::match,
    .read = google_migration_uri::read,
    .marks = google_migration_uri::Marks,
};

} // namespace transfer::readers
