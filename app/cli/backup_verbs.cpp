// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/accounts.h"
#include "app/cli/backups.h"
#include "app/cli/shown.h"
#include "app/cli/translated.h"
#include "app/cli/verbs.h"
#include "app/wiring/paths.h"
#include "core/backup/health.h"
#include "core/backup/restore_drill.h"
#include "core/base/atomic_file.h"
#include "core/vault/check_up.h"
#include "core/vault/vault_file.h"
#include "ui/text/health_text.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

std::string_view healthName(backup::Condition condition)
{
    switch (condition) {
    case backup::Condition::Good:
        return "good";
    case backup::Condition::Stale:
        return "stale";
    case backup::Condition::Missing:
        return "missing";
    case backup::Condition::Failed:
        break;
    }
    return "failed";
}

/// Which vault's backups are meant, and where they are. That needs no key.
struct Meant
{
    backup::Place place;
    vault::Id key;
};
Outcome<Meant> meantVault(Session& session)
{
    const vault::CheckUp found = vault::checkUp(session.vaultPath(), wiring::stateFolder());
    if (!found.vault.isThere) {
        Failure failure = failed({ base::ErrorCode::VaultMissing },
            translated(QT_TRANSLATE_NOOP("cli", "Looking at the vault “%1”"))
                .arg(shown(session.vaultPath())));
        failure.next = translated(QT_TRANSLATE_NOOP("cli",
            "Name it with --vault, or make it from a backup: countersign-cli backup restore FILE"));
        return failure;
    }
    if (!found.header)
        return failed(found.header.error(),
            translated(QT_TRANSLATE_NOOP("cli", "Looking at the vault “%1”"))
                .arg(shown(session.vaultPath())));
    return Meant { backupPlace(found.file, found.header->vault), found.header->key };
}

/// The same of a vault that is damaged, if not at its beginning: that is the day on which somebody
/// looks for the backups.
Outcome<Meant> meantDamagedVault(Session& session)
{
    Outcome<Meant> meant = meantVault(session);
    if (meant || meant.error().status != ExitStatus::Damaged)
        return meant;
    const std::string file = vault::checkUp(session.vaultPath(), wiring::stateFolder()).file;
    const auto beginning = base::readBeginning(file, vault::PreambleSize + vault::LargestHeader);
    const auto told = beginning ? vault::parseBeginning(*beginning)
                                : base::Result<vault::VaultBeginning>(beginning.error());
    if (!told)
        return meant;
    return Meant { backupPlace(file, told->header.vault), told->header.key };
}

void writeBackup(JsonWriter& json, const backup::Backup& backup)
{
    json.beginObject();
    json.member("file", QString::fromStdString(backup.path));
    json.member("time", isoTime(backup.time));
    if (backup.proof)
        json.member("accounts", backup.proof->accounts);
    json.key("verified");
    if (backup.proof && !backup.isDamaged)
        json.value(isoTime(backup.proof->drilled.value_or(backup.proof->readBack)));
    else
        json.null();
    json.endObject();
}

void writeBackupLine(WipedText& out, const backup::Backup& backup)
{
    QString state = translated(QT_TRANSLATE_NOOP("cli", "not verified here"));
    if (backup.isDamaged)
        state = translated(QT_TRANSLATE_NOOP("cli", "DAMAGED"));
    else if (backup.proof && backup.proof->drilled)
        state = translated(QT_TRANSLATE_NOOP("cli", "opened by passphrase or key on %1"))
                    .arg(isoTime(*backup.proof->drilled));
    else if (backup.proof)
        state = translated(QT_TRANSLATE_NOOP("cli", "read back on %1"))
                    .arg(isoTime(backup.proof->readBack));
    out << isoTime(backup.time) << "  " << shown(backup.path);
    if (backup.proof)
        out << "  "
            << translated(QT_TRANSLATE_NOOP("cli", "accounts: %1")).arg(backup.proof->accounts);
    out << "  " << state << "\n";
}

} // namespace

Outcome<void> runBackupCreate(Session& session, const Arguments& arguments)
{
    Outcome<OpenVault> opened = session.openVault();
    if (!opened)
        return opened.error();
    const QString step = translated(QT_TRANSLATE_NOOP("cli", "Making a backup"));
    // It would count as the newest one, and in time displace better ones.
    if (opened->vault.standing() == vault::Standing::Older)
        return failed({ base::ErrorCode::OlderCopy }, step);
    backup::Place place = backupPlace(opened->vault);
    if (const auto folder = arguments.value("dir"_L1))
        place = backup::placeOf(
            opened->vault.file(), opened->vault.id(), absolutePath(*folder), wiring::stateFolder());
    putSlotsRight(session, *opened);
    const base::Result<backup::Made> made = makeBackup(session, opened->vault, place);
    if (!made)
        return failed(made.error(), step);
    if (!session.isJson()) {
        session.out() << translated(
            QT_TRANSLATE_NOOP("cli", "Backup made and read back: %1 (accounts: %2)"))
                             .arg(shown(made->path))
                             .arg(made->accounts)
                      << "\n";
        return {};
    }
    session.json().beginObject();
    session.json().member("file", QString::fromStdString(made->path));
    session.json().member("accounts", made->accounts);
    session.json().member("verified", true);
    session.json().endObject();
    return {};
}

Outcome<void> runBackupList(Session& session, const Arguments&)
{
    const Outcome<Meant> meant = meantDamagedVault(session);
    if (!meant)
        return meant.error();
    const backup::Place& place = meant->place;
    const base::Result<std::vector<backup::Backup>> found =
        backup::list(place, backup::Reading::Whole);
    if (!found)
        return failed(
            found.error(), translated(QT_TRANSLATE_NOOP("cli", "Looking through the backups")));
    const backup::Health health =
        backup::health(place, meant->key, session.machine().clock().now());
    if (!session.isJson()) {
        for (const backup::Backup& backup : *found)
            writeBackupLine(session.out(), backup);
        if (found->empty())
            session.out() << translated(QT_TRANSLATE_NOOP("cli", "There are no backups in %1."))
                                 .arg(shown(place.folder))
                          << "\n";
        const ui::text::Explanation text = ui::text::healthText(health);
        session.out() << text.message << (text.next.isEmpty() ? QString() : u' ' + text.next)
                      << "\n";
        return {};
    }
    JsonWriter& json = session.json();
    json.beginObject();
    json.key("backups").beginArray();
    for (const backup::Backup& backup : *found)
        writeBackup(json, backup);
    json.endArray();
    json.member("health", healthName(health.condition));
    json.endObject();
    return {};
}

Outcome<void> runBackupVerify(Session& session, const Arguments& arguments)
{
    const Outcome<Meant> meant = meantVault(session);
    if (!meant)
        return meant.error();
    const std::string path = absolutePath(arguments.operands.front());
    const Outcome<vault::Opener> opener = session.opener();
    if (!opener)
        return opener.error();
    const base::Result<backup::Drill> drill =
        backup::drill(meant->place, path, *opener, {}, session.machine().clock().now());
    if (!drill)
        return openingBackup(drill.error(), path);
    const vault::Comparison& comparison = drill->comparison;
    if (session.isJson()) {
        session.json().beginObject();
        session.json().member("file", QString::fromStdString(path));
        session.json().member("accounts", comparison.accounts);
        session.json().member("matching", comparison.matching);
        writeDifferences(session.json(), comparison);
        session.json().endObject();
        return {};
    }
    session.out() << ui::text::matchText(comparison) << "\n";
    writeDifferenceLines(session.out(), comparison);
    return {};
}

} // namespace cli
