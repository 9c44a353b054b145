// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/backups.h"

#include "app/cli/accounts.h"
#include "app/cli/translated.h"
#include "app/wiring/paths.h"
#include "core/settings/app_settings.h"
#include "core/vault/calibration.h"
#include "core/vault/slot_upkeep.h"
#include "ui/text/health_text.h"
#include "ui/text/visible_text.h"

#include <QDir>
#include <QFile>

namespace cli {

namespace {

base::Result<bool> runUpkeep(Session& session, OpenVault& opened, crypto::Argon2Costs costs)
{
    const bool isMeasured = costs.passes > 0;
    if (!isMeasured)
        costs = vault::SmallestCosts;
    if (!opened.vault.slotUpkeep(costs).isNeeded())
        return false;
    // A script that hands the passphrase in is not kept waiting for more than has to be.
    if (!session.isOpenerGiven()) {
        session.warn(translated(QT_TRANSLATE_NOOP(
            "cli", "renewing what guards the passphrase; this takes some seconds, once")));
        if (!isMeasured)
            costs = vault::calibrateCosts();
    }
    const base::Result<vault::SlotChange> change =
        opened.vault.slotUpkeep(costs).run(opened.opener);
    if (!change)
        return change.error();
    return opened.vault.take(*change);
}

} // namespace

backup::Place backupPlace(const std::string& vaultFile, const vault::Id& vault)
{
    const settings::AppSettings preferences(wiring::settingsFile());
    return backup::placeOf(vaultFile, vault, preferences.backupFolder(), wiring::stateFolder());
}

backup::Place backupPlace(const vault::Vault& vault)
{
    return backupPlace(vault.file(), vault.id());
}

base::Result<backup::Made> makeBackup(
    Session& session, const vault::Vault& vault, const backup::Place& place)
{
    const base::Result<vault::BackupImage> image = vault.backupImage();
    if (!image)
        return image.error();
    return backup::make(place, *image, session.machine().clock().now());
}

void putSlotsRight(Session& session, OpenVault& opened, const crypto::Argon2Costs& costs)
{
    if (!std::holds_alternative<vault::Passphrase>(opened.opener))
        return;
    const base::Result<bool> saved = runUpkeep(session, opened, costs);
    // What opened the vault may have been removed by this very call.
    if (!saved && saved.error().code != base::ErrorCode::WrongPassphrase) {
        session.warn(failed(saved.error(),
            translated(QT_TRANSLATE_NOOP(
                "cli", "warning: what guards the passphrase could not be renewed")))
                         .message);
    }
}

Failure openingBackup(const base::Error& error, const std::string& path)
{
    const QString name = ui::text::visibleText(QString::fromStdString(path));
    Failure failure =
        failed(error, translated(QT_TRANSLATE_NOOP("cli", "Opening the backup “%1”")).arg(name));
    if (error.code == base::ErrorCode::WrongPassphrase)
        failure.next = translated(QT_TRANSLATE_NOOP("cli",
            "A backup opens with the passphrase that the vault had when it was made, or with its "
            "recovery key."));
    if (error.code == base::ErrorCode::Damaged)
        failure.next =
            translated(QT_TRANSLATE_NOOP("cli", "Use another backup: countersign-cli backup list"));
    if (error.code == base::ErrorCode::KeysChanged) {
        failure.message =
            translated(QT_TRANSLATE_NOOP("cli",
                           "Opening the backup “%1”: It was made before the vault got new keys."))
                .arg(name);
        failure.next = translated(QT_TRANSLATE_NOOP(
            "cli", "Restore it into a vault of its own: countersign-cli backup restore FILE"));
    }
    if (error.code == base::ErrorCode::OtherVault) {
        failure.message = translated(
            QT_TRANSLATE_NOOP("cli", "Opening the backup “%1”: It is a backup of another vault."))
                              .arg(name);
        failure.next = translated(QT_TRANSLATE_NOOP("cli",
            "Nothing was changed. Name the vault that it belongs to with --vault, or restore it "
            "into a vault of its own without --merge."));
    }
    return failure;
}

void writeDifferences(JsonWriter& json, const vault::Comparison& comparison)
{
    json.key("differences").beginArray();
    for (const vault::Difference& difference : comparison.differences) {
        json.beginObject();
        json.key("account");
        writeAccount(json, difference.account);
        json.member("field", std::string_view(difference.field));
        json.endObject();
    }
    json.endArray();
}

void writeDifferenceLines(WipedText& out, const vault::Comparison& comparison)
{
    for (const vault::Difference& difference : comparison.differences)
        out << "  " << accountTitle(difference.account) << ": "
            << ui::text::fieldText(difference.field) << "\n";
}

std::string absolutePath(const QString& path)
{
    return QFile::encodeName(QDir::cleanPath(QDir::current().absoluteFilePath(path))).toStdString();
}

} // namespace cli
