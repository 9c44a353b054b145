// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/aftercare.h"

#include "app/cli/backups.h"
#include "app/cli/translated.h"
#include "core/backup/schedule.h"
#include "ui/text/visible_text.h"

#include <algorithm>

namespace cli {

namespace {

Failure backupFailed(const base::Error& error)
{
    return failed(error,
        translated(QT_TRANSLATE_NOOP("cli", "warning: no backup could be made of the vault")));
}

/// Commands that only read leave the file alone, but a burst of changes within ten minutes has left
/// some of them to whoever comes next.
bool mayWait(Deed deed, const backup::Place& place)
{
    return deed == Deed::Read && !backup::readLog(place).waitingSince;
}

void backUpIfDue(Session& session, const vault::Vault& vault, Deed deed)
{
    const backup::Place place = backupPlace(vault);
    if (vault.standing() == vault::Standing::Older || mayWait(deed, place))
        return;
    const base::Result<vault::StateMark> state = vault.stateMark();
    if (!state)
        return session.warn(backupFailed(state.error()).message);
    // A counter alone can wait for a day, and no other program may be there to look by the hour.
    const auto occasion = deed == Deed::Counted ? backup::Occasion::Tick : backup::Occasion::Change;
    if (!backup::isDue(occasion, place, *state, session.machine().clock().now()))
        return;
    if (const auto made = makeBackup(session, vault, place); !made)
        session.warn(backupFailed(made.error()).message);
}

/// Older backups open with what opens the vault no more, so there has to be a new one at once; the
/// copy before the change goes as soon as there is.
void backUpAtOnce(Session& session, const vault::Vault& vault, const backup::Present& present)
{
    const backup::Place place = backupPlace(vault);
    const base::Result<backup::Made> made = makeBackup(session, vault, place);
    if (!made) {
        session.warn(backupFailed(made.error()).message + u' '
            + translated(QT_TRANSLATE_NOOP(
                "cli", "Keep the older ones until there is one: countersign-cli backup create")));
        return;
    }
    session.warn(translated(QT_TRANSLATE_NOOP("cli", "a new backup was made and read back: %1"))
                     .arg(ui::text::visibleText(QString::fromStdString(made->path))));
    const std::string previous = vault.file() + ".previous";
    const base::Result<std::vector<std::string>> former = backup::formerCopies(place, present);
    if (!former || std::ranges::find(*former, previous) == former->end())
        return;
    if (const auto removed = backup::removeFormer(place, present, { previous }); !removed)
        session.warn(failed(removed.error(),
            translated(QT_TRANSLATE_NOOP(
                "cli", "warning: the copy before the change could not be deleted")))
                         .message);
}

bool mayRenewSlots(Deed deed)
{
    return deed != Deed::Read && deed != Deed::Counted && deed != Deed::SlotsListed;
}

} // namespace

void takeCare(Session& session)
{
    std::optional<Handed> handed = session.takeHanded();
    if (!handed)
        return;
    const vault::Vault& vault = handed->opened.vault;
    if (mayRenewSlots(handed->deed))
        putSlotsRight(session, handed->opened, handed->costs);
    if (handed->deed == Deed::NewKeys)
        backUpAtOnce(session, vault, { vault.key() });
    else if (handed->deed == Deed::NewPassphrase)
        backUpAtOnce(session, vault, backup::presentOf(vault));
    else if (handed->deed != Deed::Made && handed->deed != Deed::Restored)
        backUpIfDue(session, vault, handed->deed);
}

} // namespace cli
