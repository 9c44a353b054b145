// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/otp/entry.h"
#include "core/otp/otpauth_uri.h"

#include <span>
#include <string_view>

namespace otp {

/// An account of a migration code that could not be taken over.
struct MigrationFailure
{
    QString issuer;
    QString name;
    base::Error reason;
};

/// One code of Google Authenticator's export: up to ten accounts, one of several parts.
struct MigrationPart
{
    std::vector<Entry> entries;
    std::vector<MigrationFailure> failures;
    int batchSize = 1; ///< number of parts
    int batchIndex = 0; ///< from 0
    std::int32_t batchId = 0; ///< equal in all parts of one export
};

/// Reads `otpauth-migration://offline?data=…`. Damaged if a length runs past the end: nothing of
/// that part is used then.
base::Result<MigrationPart> readMigration(std::string_view uri);

/// Parts to write and the indexes of entries the format cannot carry (other than SHA-1/256/512,
/// 6 or 8 digits, 30 s, TOTP and HOTP).
struct MigrationExport
{
    std::vector<crypto::SecretBytes> uris;
    std::vector<std::size_t> refused;
};

/// Writes entries in order, ten a part, all with this batch id; fewer a part where its link would
/// be longer than `longestLink`, down to one.
base::Result<MigrationExport> writeMigration(std::span<const EntryView> entries,
    std::int32_t batchId, std::size_t longestLink = MaximumLinkSize);

} // namespace otp
