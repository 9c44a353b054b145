// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/backup/schedule.h"

#include "core/backup/backup_store.h"

#include <algorithm>

namespace backup {

namespace {

std::optional<base::Time> lastGood(const Log& log)
{
    const auto proof = log.last ? log.proofs.find(*log.last) : log.proofs.end();
    return proof == log.proofs.end() ? std::nullopt : std::optional(proof->second.readBack);
}

/// A clock that went back must not keep backups from being made.
bool hasPassed(
    std::chrono::milliseconds pause, const std::optional<base::Time>& since, base::Time now)
{
    return !since || *since > now || now - *since >= pause;
}

} // namespace

bool isDue(
    Occasion occasion, const Log& log, const vault::StateMark& state, bool isThere, base::Time now)
{
    const std::optional<base::Time> good = lastGood(log);
    const std::optional<base::Time> failed =
        log.failure ? std::optional(log.failure->time) : std::nullopt;
    if (!hasPassed(LeastPause, failed, now) || (isThere && !hasPassed(LeastPause, good, now)))
        return false;
    const bool hasNone = !good || !isThere;
    if (hasNone || state.content != log.lastState.content)
        return occasion != Occasion::Tick || hasNone || failed || hasPassed(MostWait, good, now);
    const bool hasCounted = state.save != log.lastState.save;
    return hasCounted && hasPassed(MostWait, good, now);
}

bool isDue(Occasion occasion, const Place& place, const vault::StateMark& state, base::Time now)
{
    const Log log = readLog(place);
    const base::Result<std::vector<Backup>> backups = list(place, Reading::Beginning);
    const bool isThere = backups && log.last
        && std::ranges::find(*backups, *log.last, &Backup::mark) != backups->end();
    if (!log.waitingSince && state.content != log.lastState.content) {
        const base::Result<void> noted =
            changeLog(place, [now](Log& noting) { noting.waitingSince = now; });
        Q_UNUSED(noted); // it is told later than it could be
    }
    return isDue(occasion, log, state, isThere, now);
}

} // namespace backup
