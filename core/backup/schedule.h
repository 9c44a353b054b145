// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/backup/backup_log.h"

namespace backup {

/// When somebody asks whether a backup is due.
enum class Occasion {
    Change, ///< the command line has changed something; a window, the same a while ago
    Lock,
    Exit,
    Tick, ///< the hourly look of a program that is running
};

/// No more often than this, however much is changed.
constexpr std::chrono::minutes LeastPause { 10 };
/// Where anything has changed, counters only or not, there is a new one after this.
constexpr std::chrono::hours MostWait { 24 };

/// Whether one is to be made now of a vault in this state. `log` as readLog() gives it; `isThere`:
/// the last good backup's file is (still) in the folder.
///
/// At most every ten minutes, counted from the last attempt, good or not. At a change, lock or exit
/// when anything but counters has changed since the last good one, or it is not there; at a tick
/// when that was a day ago, or the last attempt failed. Changes of counters alone wait for the next
/// backup, a day at most.
bool isDue(
    Occasion occasion, const Log& log, const vault::StateMark& state, bool isThere, base::Time now);

/// isDue() with what is on the disk; notes since when changes have been waiting, for health().
bool isDue(Occasion occasion, const Place& place, const vault::StateMark& state, base::Time now);

} // namespace backup
