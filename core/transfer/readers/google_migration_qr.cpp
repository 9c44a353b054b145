// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Google Authenticator's export as it shows it: one picture of a code for ten accounts.

#include "core/transfer/readers/picture_content.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace google_migration_qr {
namespace {

Match match(const Content& content)
{
    return hasPictureCode(content, "otpauth-migration:") ? Match::Certain : Match::No;
}

constexpr std::span<const std::string_view> Marks = {};

} // namespace
} // namespace google_migration_qr

const Format GoogleMigrationQr {
    .id = "google-migration-qr",
    .program = "Google Authenticator",
    .form = Form::Picture,
    .isEncrypted = false,
    .match = google_migration_qr::match,
    .read = readPictureCodes,
    .marks = google_migration_qr::Marks,
};

} // namespace transfer::readers
