// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/backup/health.h"

#include "core/backup/schedule.h"

#include <algorithm>
#include <sys/stat.h>
#include <unistd.h>

namespace backup {

namespace {

constexpr mode_t OthersMayWrite = S_IWGRP | S_IWOTH;

/// Where the own folder is not there yet, it is because nothing was backed up.
std::optional<Reason> folderTrouble(const Place& place)
{
    struct stat status = {};
    if (::stat(place.folder.c_str(), &status) != 0)
        return place.isOwnFolder ? std::nullopt : std::optional(Reason::FolderMissing);
    if (!S_ISDIR(status.st_mode) || ::access(place.folder.c_str(), R_OK | X_OK) != 0)
        return Reason::FolderUnreadable;
    if ((status.st_mode & OthersMayWrite) != 0)
        return Reason::FolderShared;
    return {};
}

void judgeBackups(Health& health, const std::vector<Backup>& backups, const Log& log)
{
    const auto newest = std::ranges::find(backups, false, &Backup::isDamaged);
    health.backups =
        static_cast<std::size_t>(std::ranges::count(backups, false, &Backup::isDamaged));
    if (!backups.empty() && backups.front().isDamaged)
        health.reasons.push_back(Reason::Damaged);
    else if (health.backups < backups.size())
        health.reasons.push_back(Reason::OlderDamaged);
    if (newest == backups.end()) {
        const bool hadSome = log.last.has_value();
        if (backups.empty())
            health.reasons.push_back(hadSome ? Reason::Gone : Reason::NoneYet);
        return;
    }
    health.newest = *newest;
    // One of former keys opens with something else than the newest one.
    const bool isDrilled = std::ranges::any_of(backups, [newest](const Backup& backup) {
        return backup.key == newest->key && backup.proof && backup.proof->drilled.has_value();
    });
    if (!isDrilled)
        health.reasons.push_back(Reason::NeverDrilled);
    if (newest->isCheap)
        health.reasons.push_back(Reason::CheapSlot);
}

} // namespace

Condition conditionOf(Reason reason)
{
    switch (reason) {
    case Reason::AttemptFailed:
    case Reason::Damaged:
        return Condition::Failed;
    case Reason::NoneYet:
    case Reason::Gone:
    case Reason::FolderMissing:
    case Reason::FolderUnreadable:
        return Condition::Missing;
    case Reason::Outdated:
    case Reason::FormerKeys:
    case Reason::OlderDamaged:
    case Reason::NeverDrilled:
    case Reason::CheapSlot:
    case Reason::FolderShared:
        break;
    }
    return Condition::Stale;
}

Health health(const Place& place, const std::optional<vault::Id>& presentKey, base::Time now)
{
    const Log log = readLog(place);
    Health health;
    health.failure = log.failure;
    if (log.failure)
        health.reasons.push_back(Reason::AttemptFailed);
    const std::optional<Reason> trouble = folderTrouble(place);
    if (trouble)
        health.reasons.push_back(*trouble);
    const base::Result<std::vector<Backup>> backups = list(place, Reading::Whole);
    if (backups && trouble != Reason::FolderMissing)
        judgeBackups(health, *backups, log);
    else if (!backups && trouble != Reason::FolderUnreadable)
        health.reasons.push_back(Reason::FolderUnreadable);
    if (health.newest && log.waitingSince && now - *log.waitingSince > MostWait)
        health.reasons.push_back(Reason::Outdated);
    if (health.newest && presentKey && health.newest->key != *presentKey)
        health.reasons.push_back(Reason::FormerKeys);
    std::ranges::sort(health.reasons);
    health.condition = Condition::Good;
    if (!health.reasons.empty())
        health.condition = conditionOf(health.reasons.front());
    return health;
}

} // namespace backup
