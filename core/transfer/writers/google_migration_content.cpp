// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/writers/google_migration_content.h"

#include "core/otp/migration.h"

#include <algorithm>
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

/// Some accounts, opened for the moment.
struct Opened
{
    std::vector<OutgoingAccount> accounts;
    std::vector<otp::EntryView> views; ///< of these
};

base::Result<Opened> opened(const Outgoing& accounts, std::size_t first, std::size_t count)
{
    Opened some;
    for (std::size_t i = first; i < first + count; ++i) {
        auto account = accounts.open(i);
        if (!account)
            return account.error();
        some.accounts.push_back(std::move(*account));
    }
    for (const OutgoingAccount& account : some.accounts)
        some.views.push_back(viewOf(account.entry));
    return some;
}

/// How many accounts each part has.
base::Result<std::vector<std::size_t>> partSizes(const Outgoing& accounts, std::size_t longestLink)
{
    std::vector<std::size_t> sizes;
    for (std::size_t first = 0; first < accounts.size(); first += sizes.back()) {
        const auto next =
            opened(accounts, first, std::min(otp::MigrationPartSize, accounts.size() - first));
        const auto size = next ? otp::migrationPartSize(next->views, longestLink) : next.error();
        if (!size)
            return size.error();
        sizes.push_back(*size);
    }
    return sizes;
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

base::Result<void> writeMigrationLinks(const Outgoing& accounts, crypto::RandomSource& random,
    const TakeLink& take, std::size_t longestLink)
{
    const auto batch = google_migration_content::batchId(random);
    if (!batch)
        return batch.error();
    const auto sizes = google_migration_content::partSizes(accounts, longestLink);
    if (!sizes)
        return sizes.error();
    std::size_t first = 0;
    for (std::size_t part = 0; part < sizes->size(); ++part) {
        const auto some = google_migration_content::opened(accounts, first, (*sizes)[part]);
        if (!some)
            return some.error();
        const auto link = otp::writeMigrationPart(
            some->views, { .size = sizes->size(), .index = part, .id = *batch });
        if (!link)
            return link.error();
        if (const base::Result<void> taken = take(*link); !taken)
            return taken;
        first += (*sizes)[part];
    }
    return {};
}

} // namespace transfer::writers
