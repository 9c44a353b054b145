// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/writers/google_migration_content.h"

#include "core/otp/migration.h"

#include <array>

namespace transfer::writers {

namespace google_migration_content {
namespace {

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

/// Positive, and equal in all parts of one export.
base::Result<std::int32_t> batchId(crypto::RandomSource& random)
{
    std::array<std::uint8_t, 4> bytes = {};
    if (const auto filled = random.fill(bytes); !filled)
        return filled.error();
    return static_cast<std::int32_t>(base::readU32(bytes) & 0x7fffffff);
}

} // namespace
} // namespace google_migration_content

std::optional<Misfit> migrationMisfit(const OutgoingAccount& account, std::size_t longestLink)
{
    constexpr std::size_t LongestBatch = 100; ///< what the link of one alone lacks
    const otp::Entry& entry = account.entry;
    if (const auto misfit = misfitOf(entry.credential, google_migration_content::Limits))
        return misfit;
    const otp::EntryView view = google_migration_content::viewOf(entry);
    const auto written = otp::writeMigration({ &view, 1 }, 0);
    if (!written || written->uris.size() != 1)
        return Misfit { Misfit::Kind::Names };
    const crypto::SecretBytes& link = written->uris.front();
    const auto read = otp::readMigration(link.text());
    const bool isRead = read && read->entries.size() == 1
        && otp::isSameAccount(read->entries.front(), entry)
        && read->entries.front().credential == entry.credential;
    if (!isRead)
        return Misfit { Misfit::Kind::Names };
    if (link.size() + LongestBatch > longestLink)
        return Misfit { Misfit::Kind::TooLong, "link" };
    return std::nullopt;
}

base::Result<std::vector<crypto::SecretBytes>> migrationLinks(
    const Outgoing& accounts, crypto::RandomSource& random, std::size_t longestLink)
{
    const auto batch = google_migration_content::batchId(random);
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
        views.push_back(google_migration_content::viewOf(account.entry));
    auto parts = otp::writeMigration(views, *batch, longestLink);
    if (!parts)
        return parts.error();
    return std::move(parts->uris);
}

} // namespace transfer::writers
