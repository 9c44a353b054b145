// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/backups.h"
#include "app/cli/shown.h"
#include "app/cli/translated.h"
#include "app/cli/verbs.h"
#include "core/backup/restore.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cli {

namespace {

bool hasCounters(const std::vector<vault::Account>& accounts)
{
    return std::ranges::any_of(accounts, [](const vault::Account& account) {
        return std::holds_alternative<otp::Hotp>(account.credential);
    });
}

/// Servers accept a counter that is ahead, never one that is behind.
void tellAboutCounters(const Session& session, const vault::Vault& vault)
{
    if (hasCounters(vault.accounts()))
        session.warn(translated(QT_TRANSLATE_NOOP("cli",
            "accounts that count may be behind: if a site refuses their codes, take some more, one "
            "after the other, until it accepts")));
}

/// The document of both ways; `merged` is what the merge was about.
void write(Session& session, const vault::Vault& vault, const vault::Comparison* merged)
{
    JsonWriter& json = session.json();
    json.beginObject();
    json.member("vault", QString::fromStdString(vault.path()));
    json.member("accounts", vault.accounts().size());
    if (merged)
        writeDifferences(json, *merged);
    json.endObject();
}

/// Into a new vault, with the passphrase or recovery key that opens the backup.
Outcome<void> restore(Session& session, const std::string& file)
{
    Outcome<vault::Services> services = session.services();
    if (!services)
        return services.error();
    Outcome<vault::Opener> opener = session.opener();
    if (!opener)
        return opener.error();
    const std::string path = backup::freePathFor(session.vaultPath());
    base::Result<vault::Vault> restored = backup::restore(file, *opener, path, *services);
    if (!restored)
        return openingBackup(restored.error(), file);
    tellAboutCounters(session, *restored);
    if (session.isJson()) {
        write(session, *restored, nullptr);
    } else {
        session.out() << translated(
            QT_TRANSLATE_NOOP(
                "cli", "Restored: %1 (accounts: %2). It opens with what opened the backup."))
                             .arg(shown(path))
                             .arg(restored->accounts().size())
                      << "\n";
        if (path != session.vaultPath())
            session.out() << translated(
                QT_TRANSLATE_NOOP(
                    "cli", "The vault %1 stays as it is; name the new one with --vault."))
                                 .arg(shown(session.vaultPath()))
                          << "\n";
    }
    session.handOver({ { std::move(*restored), std::move(*opener) }, Deed::Restored });
    return {};
}

int countOf(const vault::Comparison& comparison, std::string_view field)
{
    return static_cast<int>(
        std::ranges::count(comparison.differences, field, &vault::Difference::field));
}

/// Accounts that will be changed, as opposed to those that come back or stay deleted.
int countChanged(const vault::Comparison& comparison)
{
    std::vector<vault::Id> changed;
    for (const vault::Difference& difference : comparison.differences) {
        const bool isChange = difference.field != "added" && difference.field != "deleted"
            && difference.field != "broken";
        if (isChange && std::ranges::find(changed, difference.account.id) == changed.end())
            changed.push_back(difference.account.id);
    }
    return static_cast<int>(changed.size());
}

/// Before anything is merged, also where the merge then fails.
void tellPreview(const Session& session, const vault::Comparison& preview)
{
    session.warn(translated(
        QT_TRANSLATE_NOOP("cli", "from the backup: %1 accounts come back, %2 are changed"))
                     .arg(countOf(preview, "added"))
                     .arg(countChanged(preview)));
    if (const int deleted = countOf(preview, "deleted"); deleted > 0)
        session.warn(translated(QT_TRANSLATE_NOOP("cli",
                                    "accounts that were deleted for good stay so: %1; to have them "
                                    "again, restore without "
                                    "--merge into a vault of its own"))
                         .arg(deleted));
}

/// Both open with what the global options give, the backup first: it is the one in question.
Outcome<void> merge(Session& session, const std::string& file)
{
    Outcome<vault::Opener> opener = session.opener();
    if (!opener)
        return opener.error();
    const base::Result<vault::OpenedCopy> copy = vault::OpenedCopy::open(file, *opener);
    if (!copy)
        return openingBackup(copy.error(), file);
    Outcome<OpenVault> opened = session.openVault(std::move(*opener));
    if (!opened)
        return opened.error();
    vault::Vault& vault = opened->vault;
    const base::Result<vault::VaultContent> content = vault.content();
    if (!content)
        return openingBackup(content.error(), file);
    const base::Result<vault::Comparison> preview = copy->previewOfMerge(*content);
    if (!preview)
        return openingBackup(preview.error(), file);
    tellPreview(session, *preview);
    if (const base::Result<void> merged = vault.mergeCopy(*copy); !merged) {
        const bool isOfBackup = merged.error().code == base::ErrorCode::OtherVault
            || merged.error().code == base::ErrorCode::KeysChanged;
        return isOfBackup
            ? openingBackup(merged.error(), file)
            : failed(merged.error(), translated(QT_TRANSLATE_NOOP("cli", "Merging the backup")));
    }
    if (session.isJson()) {
        write(session, vault, &*preview);
    } else {
        session.out() << translated(QT_TRANSLATE_NOOP("cli", "Merged into %1 (accounts: %2)."))
                             .arg(shown(vault.path()))
                             .arg(vault.accounts().size())
                      << "\n";
        writeDifferenceLines(session.out(), *preview);
    }
    session.handOver({ std::move(*opened), Deed::Changed });
    return {};
}

} // namespace

Outcome<void> runBackupRestore(Session& session, const Arguments& arguments)
{
    const std::string file = absolutePath(arguments.operands.front());
    return arguments.has("merge"_L1) ? merge(session, file) : restore(session, file);
}

} // namespace cli
