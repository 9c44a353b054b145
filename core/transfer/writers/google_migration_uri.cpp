// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Google Authenticator's export as text: what its codes hold, ten accounts a line.

#include "core/transfer/readers/readers.h"
#include "core/transfer/writers/google_migration_content.h"
#include "core/transfer/writers/writers.h"

namespace transfer::writers {

namespace google_migration_uri {
namespace {

std::optional<Misfit> misfit(const OutgoingAccount& account)
{
    return migrationMisfit(account);
}

base::Result<crypto::WipedBytes> write(const Outgoing& accounts, const Sealing& sealing)
{
    crypto::WipedBytes file;
    const auto put = [&file](const crypto::SecretBytes& link) -> base::Result<void> {
        file.insert(file.end(), link.view().begin(), link.view().end());
        file.push_back('\n');
        return {};
    };
    const auto written = writeMigrationLinks(accounts, sealing.random, put);
    if (!written)
        return written.error();
    return file;
}

} // namespace
} // namespace google_migration_uri

const ExportFormat GoogleMigrationUri {
    .format = &readers::GoogleMigrationUri,
    .losses = MigrationLosses,
    .misfit = google_migration_uri::misfit,
    .write = google_migration_uri::write,
};

} // namespace transfer::writers
