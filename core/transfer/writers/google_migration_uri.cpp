// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Google Authenticator's export as text: what its codes hold, ten accounts a line.

#include "core/otp/migration.h"
#include "core/transfer/links_out.h"
#include "core/transfer/readers/readers.h"
#include "core/transfer/writers/writers.h"

#include <array>

namespace transfer::writers {

namespace google_migration_uri {
namespace {

constexpr Loss Losses[] = { Loss::Note, Loss::Tags, Loss::Favourite, Loss::LinkParameters,
    Loss::IssuerColon };

otp::EntryView viewOf(const otp::Entry& entry)
{
    return { entry.issuer, entry.name, entry.credential, entry.secret.view(), entry.pin.view(),
        entry.otherParameters };
}

constexpr std::string_view Types[] = { "totp", "hotp" };
constexpr CodeLimits Limits { .types = Types,
    .algorithms = CommonAlgorithms,
    .takesDigits = [](int digits) { return digits == 6 || digits == 8; },
    .takesPeriod = [](int period) { return period == 30; } };

std::optional<Misfit> misfit(const OutgoingAccount& account)
{
    const otp::Entry& entry = account.entry;
    if (const auto misfit = misfitOf(entry.credential, Limits))
        return misfit;
    const otp::EntryView view = viewOf(entry);
    const auto written = otp::writeMigration({ &view, 1 }, 0);
    if (!written || written->uris.size() != 1)
        return Misfit { Misfit::Kind::Names };
    const auto read = otp::readMigration(written->uris.front().text());
    const bool isRead = read && read->entries.size() == 1
        && otp::isSameAccount(read->entries.front(), entry)
        && read->entries.front().credential == entry.credential;
    return isRead ? std::nullopt : std::optional(Misfit { Misfit::Kind::Names });
}

/// Positive, and equal in all parts of one export.
base::Result<std::int32_t> batchId(crypto::RandomSource& random)
{
    std::array<std::uint8_t, 4> bytes = {};
    if (const auto filled = random.fill(bytes); !filled)
        return filled.error();
    return static_cast<std::int32_t>(base::readU32(bytes) & 0x7fffffff);
}

base::Result<crypto::WipedBytes> write(const Outgoing& accounts, const Sealing& sealing)
{
    const auto batch = batchId(sealing.random);
    if (!batch)
        return batch.error();
    std::vector<OutgoingAccount> opened;
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        auto account = accounts.open(i);
        if (!account)
            return account.error();
        opened.push_back(std::move(*account));
    }
    std::vector<otp::EntryView> views;
    for (const OutgoingAccount& account : opened)
        views.push_back(viewOf(account.entry));
    const auto parts = otp::writeMigration(views, *batch);
    if (!parts)
        return parts.error();
    crypto::WipedBytes file;
    for (const crypto::SecretBytes& uri : parts->uris) {
        file.insert(file.end(), uri.view().begin(), uri.view().end());
        file.push_back('\n');
    }
    return file;
}

} // namespace
} // namespace google_migration_uri

const ExportFormat GoogleMigrationUri {
    .format = &readers::GoogleMigrationUri,
    .losses = google_migration_uri::Losses,
    .misfit = google_migration_uri::misfit,
    .write = google_migration_uri::write,
};

} // namespace transfer::writers
