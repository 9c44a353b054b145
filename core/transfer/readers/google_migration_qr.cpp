// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Google Authenticator's export as it shows it: one picture of a code for ten accounts.

#include "core/transfer/readers/picture_content.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace {

Match match(const Content& content)
{
    return hasPictureCode(content, "otpauth-migration:") ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    return readPictureCodes(content);
}

constexpr std::span<const std::string_view> Marks = {};

} // namespace

const Format GoogleMigrationQr {
    .id = "google-migration-qr",
    .program = "Google Authenticator",
    .form = Form::Picture,
    .isEncrypted = false,
    .match = match,
    .read = read,
    .marks = Marks,
};

} // namespace transfer::readers
