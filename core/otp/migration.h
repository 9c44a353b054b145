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

/// Writes entries in order, ten a part, all with this batch id.
base::Result<MigrationExport> writeMigration(
    std::span<const EntryView> entries, std::int32_t batchId);

/// Most entries of one part.
constexpr std::size_t MigrationPartSize = 10;

/// Where a part stands in its export.
struct MigrationBatch
{
    std::size_t size = 1; ///< number of parts
    std::size_t index = 0;
    std::int32_t id = 0;
};

/// The two steps for exports of more than locked memory holds at once. How many entries, from the
/// first on, make a part whose link is no longer than this, whatever its place will be; never
/// fewer than one, and none of none. Unsupported where the format cannot carry one of them.
base::Result<std::size_t> migrationPartSize(
    std::span<const EntryView> entries, std::size_t longestLink);
/// The link of a part that holds exactly these. Unsupported as above.
base::Result<crypto::SecretBytes> writeMigrationPart(
    std::span<const EntryView> entries, const MigrationBatch& batch);

} // namespace otp
