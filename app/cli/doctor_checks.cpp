// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/doctor_checks.h"

#include "app/cli/failure.h"
#include "app/cli/shown.h"
#include "app/cli/translated.h"
#include "ui/text/error_text.h"
#include "ui/text/health_text.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cli {

namespace {

DoctorCheck good(const char* name, const char* sentence)
{
    return { name, CheckState::Good, translated(sentence) };
}

DoctorCheck fileCheck(const vault::CheckUp& found)
{
    if (found.header)
        return { "vault file", CheckState::Good,
            translated(QT_TRANSLATE_NOOP("cli", "%1 is whole: its checksum is right"))
                .arg(shown(found.file)) };
    if (!found.vault.isThere && !found.link)
        return { "vault file", CheckState::Warning,
            translated(QT_TRANSLATE_NOOP("cli", "there is none at %1")).arg(shown(found.file)),
            translated(QT_TRANSLATE_NOOP("cli",
                "Make one with: countersign-cli init, name it with --vault, or bring one back "
                "from a backup.")) };
    const ui::text::Explanation why = ui::text::errorText(found.header.error());
    const bool isDamaged = found.header.error().code == base::ErrorCode::Damaged;
    return { "vault file", CheckState::Bad, u"%1: %2"_s.arg(shown(found.file), why.message),
        isDamaged ? nextAfterDamage() : why.next };
}

/// The gravest of what others may do with a file and the folders that lead to it.
DoctorCheck permissionsCheck(const vault::CheckUp& found)
{
    constexpr const char* Name = "vault permissions";
    const QString folder = shown(found.file.substr(0, found.file.rfind('/')));
    if (!found.folder.isThere)
        return good(Name, QT_TRANSLATE_NOOP("cli", "there is no folder yet"));
    const bool linkIsOpen = found.link && found.link->othersCanWrite;
    if (found.folder.othersCanWrite || linkIsOpen) {
        return { Name, CheckState::Bad,
            translated(linkIsOpen
                    ? QT_TRANSLATE_NOOP(
                        "cli", "other users can write to the folder with the link that leads to %1")
                    : QT_TRANSLATE_NOOP(
                        "cli", "other users can write to the folder %1 and put another file there"))
                .arg(folder),
            translated(QT_TRANSLATE_NOOP(
                "cli", "Take that from them with chmod 700, or keep the vault elsewhere.")) };
    }
    if (found.vault.isThere && (found.vault.othersCanWrite || !found.vault.isOwn)) {
        return { Name, CheckState::Bad,
            translated(found.vault.isOwn ? QT_TRANSLATE_NOOP("cli", "other users can write to %1")
                                         : QT_TRANSLATE_NOOP("cli", "%1 belongs to another user"))
                .arg(shown(found.file)),
            translated(QT_TRANSLATE_NOOP("cli",
                "Make it yours alone with chown and chmod 600, after a look at who changed it.")) };
    }
    if (found.vault.othersCanRead || found.folder.othersCanRead) {
        return { Name, CheckState::Warning,
            translated(found.vault.othersCanRead
                    ? QT_TRANSLATE_NOOP("cli", "other users can read the vault in %1")
                    : QT_TRANSLATE_NOOP("cli", "other users can see what is in the folder %1"))
                .arg(folder),
            translated(QT_TRANSLATE_NOOP("cli",
                "Take that from them: chmod 700 for the folder, chmod 600 for the vault.")) };
    }
    return good(
        Name, QT_TRANSLATE_NOOP("cli", "only you can read and write the vault and its folder"));
}

DoctorCheck linkCheck(const vault::CheckUp& found)
{
    constexpr const char* Name = "symbolic link";
    if (!found.link)
        return good(Name, QT_TRANSLATE_NOOP("cli", "the vault is reached without one"));
    if (!found.vault.isThere)
        return { Name, CheckState::Bad,
            translated(QT_TRANSLATE_NOOP("cli", "the link leads nowhere")),
            translated(QT_TRANSLATE_NOOP(
                "cli", "Bring back the file that it names, or remove the link.")) };
    return { Name, CheckState::Good,
        translated(QT_TRANSLATE_NOOP("cli", "the vault is a link to %1, where saves go, too"))
            .arg(shown(found.file)) };
}

DoctorCheck lockCheck(const vault::CheckUp& found)
{
    constexpr const char* Name = "lock file";
    switch (found.lock) {
    case base::LockUse::Free:
    case base::LockUse::Missing:
        return good(Name, QT_TRANSLATE_NOOP("cli", "locks work here, and nobody holds this one"));
    case base::LockUse::Held:
        return { Name, CheckState::Warning,
            translated(QT_TRANSLATE_NOOP("cli", "another program is saving the vault just now")),
            translated(QT_TRANSLATE_NOOP("cli",
                "If it stays so, find that program with: lslocks. When it ends the lock is "
                "free.")) };
    case base::LockUse::Unsupported:
        return { Name, CheckState::Warning,
            translated(QT_TRANSLATE_NOOP("cli",
                "the file system of the vault knows no locks; what two programs save at one "
                "moment is merged all the same")),
            translated(QT_TRANSLATE_NOOP(
                "cli", "Better keep the vault on a local disk, and synchronise or back it up.")) };
    case base::LockUse::Unknown:
        break;
    }
    return { Name, CheckState::Bad,
        translated(QT_TRANSLATE_NOOP("cli", "%1.lock cannot be opened")).arg(shown(found.file)),
        translated(QT_TRANSLATE_NOOP(
            "cli", "Remove it if it is a link or belongs to somebody else; saves need it.")) };
}

DoctorCheck notesCheck(const vault::CheckUp& found, vault::Notes notes)
{
    constexpr const char* Name = "state file";
    if (!found.device)
        return { Name, CheckState::Bad,
            translated(QT_TRANSLATE_NOOP("cli", "the id of this computer cannot be read: %1"))
                .arg(ui::text::errorText(found.device.error()).message),
            translated(QT_TRANSLATE_NOOP("cli",
                "Delete the file “device” in the state folder; a new id is made at the next "
                "call.")) };
    if (found.stateFolder.isThere && (found.stateFolder.othersCanWrite || !found.stateFolder.isOwn))
        return { Name, CheckState::Bad,
            translated(QT_TRANSLATE_NOOP("cli", "other users can write to the state folder")),
            translated(QT_TRANSLATE_NOOP("cli", "Take that from them with chmod 700.")) };
    switch (notes) {
    case vault::Notes::None:
        return { Name, CheckState::Warning,
            translated(QT_TRANSLATE_NOOP("cli",
                "this computer has not seen the vault before, so it could not tell an older copy "
                "of it")),
            translated(QT_TRANSLATE_NOOP("cli", "The next opening of the vault makes the file.")) };
    case vault::Notes::Damaged:
        return { Name, CheckState::Warning,
            translated(QT_TRANSLATE_NOOP("cli",
                "what this computer knew of the vault is damaged or was written by somebody "
                "else, so it cannot tell an older copy of it")),
            translated(QT_TRANSLATE_NOOP("cli",
                "The next opening makes it anew. Look first whether accounts are missing.")) };
    case vault::Notes::OfOtherKeys:
        return { Name, CheckState::Bad,
            translated(QT_TRANSLATE_NOOP("cli",
                "this computer knows the vault with other keys; who knew a former passphrase "
                "could have made this file")),
            translated(QT_TRANSLATE_NOOP("cli",
                "Put the right file back, or restore this one into a new vault and compare.")) };
    case vault::Notes::Whole:
        return good(Name,
            QT_TRANSLATE_NOOP(
                "cli", "there and whole; whether this vault wrote it shows with the passphrase"));
    case vault::Notes::Ours:
        break;
    }
    return good(Name, QT_TRANSLATE_NOOP("cli", "there, whole, and written by this vault"));
}

DoctorCheck leftoversCheck(const vault::CheckUp& found)
{
    constexpr const char* Name = "left-over files";
    QStringList own;
    QStringList foreign;
    for (const vault::Leftover& leftover : found.leftovers)
        (leftover.isOfThisVault ? own : foreign) << shown(leftover.path);
    if (!found.damagedCopy.empty())
        foreign << shown(found.damagedCopy);
    QStringList details;
    QStringList next;
    if (!own.isEmpty()) {
        details << translated(QT_TRANSLATE_NOOP("cli", "of a save that did not end: %1"))
                       .arg(own.join(u", "_s));
        next << translated(QT_TRANSLATE_NOOP(
            "cli", "The next opening of the vault takes over what is new in them."));
    }
    if (!foreign.isEmpty()) {
        details << translated(QT_TRANSLATE_NOOP("cli", "damaged, or not of this vault: %1"))
                       .arg(foreign.join(u", "_s));
        next << translated(QT_TRANSLATE_NOOP(
            "cli", "Nothing touches those; delete them when you know what they are."));
    }
    if (details.isEmpty())
        return good(Name, QT_TRANSLATE_NOOP("cli", "none"));
    return { Name, CheckState::Warning, details.join(u"; "_s), next.join(u' ') };
}

DoctorCheck costsCheck(const vault::Header& header)
{
    constexpr const char* Name = "key derivation";
    const std::vector<vault::Id> cheap = vault::cheapSlots(header);
    if (cheap.empty())
        return good(Name,
            QT_TRANSLATE_NOOP("cli", "guessing a passphrase costs at least 64 MiB and 3 passes"));
    QStringList ids;
    for (const vault::Id& id : cheap)
        ids << QString::fromStdString(id.toHex());
    return { Name, CheckState::Warning,
        translated(QT_TRANSLATE_NOOP(
                       "cli", "guessing costs less than 64 MiB and 3 passes for the slots %1"))
            .arg(ids.join(u", "_s)),
        translated(QT_TRANSLATE_NOOP(
            "cli", "Set the passphrase anew with: countersign-cli passphrase change")) };
}

DoctorCheck recoveryCheck(const vault::Header& header)
{
    constexpr const char* Name = "recovery key";
    const bool isThere = std::ranges::any_of(header.slotList,
        [](const vault::Slot& slot) { return slot.kind == vault::SlotKind::Recovery; });
    if (isThere)
        return good(
            Name, QT_TRANSLATE_NOOP("cli", "there is one; keep its paper where you find it"));
    return { Name, CheckState::Warning,
        translated(QT_TRANSLATE_NOOP(
            "cli", "there is none: a forgotten passphrase would lose every account")),
        translated(QT_TRANSLATE_NOOP("cli", "Make one with: countersign-cli slots add recovery")) };
}

} // namespace

std::vector<DoctorCheck> vaultChecks(const vault::CheckUp& found)
{
    std::vector<DoctorCheck> checks { fileCheck(found), permissionsCheck(found), linkCheck(found),
        lockCheck(found), leftoversCheck(found) };
    if (!found.header)
        return checks;
    checks.push_back(costsCheck(*found.header));
    checks.push_back(recoveryCheck(*found.header));
    return checks;
}

DoctorCheck stateFileCheck(const vault::CheckUp& found)
{
    return notesCheck(found, found.notes);
}

std::vector<DoctorCheck> innerChecks(const vault::CheckUp& found, const vault::InnerCheckUp& inner)
{
    std::vector<DoctorCheck> checks { notesCheck(found, inner.notes) };
    const bool isOlder = inner.standing == vault::Standing::Older;
    checks.push_back(isOlder
            ? DoctorCheck { "older copy", CheckState::Bad,
                translated(QT_TRANSLATE_NOOP("cli",
                    "this is an older copy: changes that this computer has seen are not in it")),
                translated(QT_TRANSLATE_NOOP("cli",
                    "Put the newer file back, or open the window to choose or merge copies.")) }
            : good("older copy",
                QT_TRANSLATE_NOOP("cli", "nothing that this computer has seen is missing")));
    checks.push_back(inner.brokenEntries > 0
            ? DoctorCheck { "entries", CheckState::Bad,
                translated(QT_TRANSLATE_NOOP(
                               "cli", "damaged entries that are kept but cannot be used: %1"))
                    .arg(inner.brokenEntries),
                translated(QT_TRANSLATE_NOOP(
                    "cli", "Look for them in a backup; they stay in the vault as they are.")) }
            : good("entries", QT_TRANSLATE_NOOP("cli", "every entry can be read")));
    return checks;
}

DoctorCheck passphraseCheck(const vault::Passphrase& passphrase)
{
    if (vault::estimateStrength(passphrase) != vault::Strength::Weak)
        return good("passphrase", QT_TRANSLATE_NOOP("cli", "not easy to guess"));
    return { "passphrase", CheckState::Warning,
        translated(QT_TRANSLATE_NOOP("cli", "easy to guess")),
        translated(QT_TRANSLATE_NOOP("cli",
            "Choose four or more words that do not belong together: countersign-cli passphrase "
            "change")) };
}

DoctorCheck backupCheck(const backup::Health& health)
{
    const ui::text::Explanation text = ui::text::healthText(health);
    if (health.condition == backup::Condition::Good)
        return { "backups", CheckState::Good, text.message };
    const bool isBad = health.condition == backup::Condition::Failed;
    return { "backups", isBad ? CheckState::Bad : CheckState::Warning, text.message,
        text.next + u' '
            + translated(QT_TRANSLATE_NOOP(
                "cli", "(countersign-cli backup create, backup list, backup verify FILE)")) };
}

std::vector<DoctorCheck> processChecks(const wiring::Hardening& hardening)
{
    std::vector<DoctorCheck> checks;
    checks.push_back(hardening.heap == crypto::SecureHeap::Locked
            ? good("secure heap", QT_TRANSLATE_NOOP("cli", "secrets lie in locked memory"))
            : DoctorCheck { "secure heap", CheckState::Warning,
                translated(QT_TRANSLATE_NOOP(
                    "cli", "the system does not lock the memory for secrets; it may be swapped")),
                translated(QT_TRANSLATE_NOOP("cli",
                    "Allow at least 1 MiB of locked memory (ulimit -l), or encrypt the swap.")) });
    checks.push_back(!hardening.stopsCoreFiles
            ? DoctorCheck { "core dumps", CheckState::Bad,
                translated(QT_TRANSLATE_NOOP("cli", "a crash could write secrets to a file")),
                translated(QT_TRANSLATE_NOOP("cli", "Set the limit before: ulimit -c 1")) }
            : !hardening.stopsCrashHandlers
            ? DoctorCheck { "core dumps", CheckState::Warning,
                translated(QT_TRANSLATE_NOOP("cli",
                    "the limit is 0, with which a crash handler could still be given an image")),
                translated(QT_TRANSLATE_NOOP(
                    "cli", "Let the hard limit be 1 or more, and the program sets it to 1.")) }
            : good("core dumps",
                QT_TRANSLATE_NOOP("cli", "a crash writes no file and feeds no crash handler")));
    checks.push_back(hardening.forbidsInspection
            ? good("inspection",
                QT_TRANSLATE_NOOP("cli", "other programs of yours cannot look into this one"))
            : DoctorCheck { "inspection", CheckState::Bad,
                translated(QT_TRANSLATE_NOOP(
                    "cli", "other programs of yours could read the memory of this one")),
                translated(QT_TRANSLATE_NOOP("cli",
                    "The system refused to forbid it; report it with the kernel's version.")) });
    checks.push_back(hardening.overwritesFreedMemory
            ? good(
                "freed memory", QT_TRANSLATE_NOOP("cli", "what is given back is overwritten first"))
            : DoctorCheck { "freed memory", CheckState::Warning,
                translated(QT_TRANSLATE_NOOP(
                    "cli", "a library loaded in front of this program took over its memory")),
                translated(QT_TRANSLATE_NOOP(
                    "cli", "Start it without LD_PRELOAD (env -u LD_PRELOAD countersign-cli).")) });
    return checks;
}

DoctorCheck clockCheck(const base::ClockEvidence& evidence)
{
    const QString now = QDateTime::fromSecsSinceEpoch(base::unixSeconds(evidence.now), Qt::UTC)
                            .toString(Qt::ISODate);
    const QString setIt = translated(QT_TRANSLATE_NOOP("cli",
        "Compare it with another clock; codes need the right time to half a minute. A time "
        "service keeps it right: timedatectl set-ntp true"));
    switch (base::judge(evidence)) {
    case base::ClockVerdict::Plausible:
        break;
    case base::ClockVerdict::NotSynchronised:
        return { "clock", CheckState::Warning,
            translated(QT_TRANSLATE_NOOP("cli", "%1, but no time service keeps it right")).arg(now),
            setIt };
    case base::ClockVerdict::BehindLastSave:
        return { "clock", CheckState::Warning,
            translated(QT_TRANSLATE_NOOP("cli", "%1, which is before the last save of the vault"))
                .arg(now),
            setIt };
    case base::ClockVerdict::BeforeProgram:
        return { "clock", CheckState::Bad,
            translated(QT_TRANSLATE_NOOP("cli", "%1, which is before this program was made"))
                .arg(now),
            setIt };
    }
    return { "clock", CheckState::Good,
        translated(QT_TRANSLATE_NOOP("cli", "%1, which is plausible")).arg(now) };
}

} // namespace cli
