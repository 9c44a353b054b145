// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/backup/place.h"
#include "core/base/bytes.h"
#include "core/vault/backup_image.h"

#include <map>

namespace backup {

/// What tells one file from every other: the checksum in its beginning.
using FileMark = std::array<std::uint8_t, 32>;

/// What is known of one backup.
struct Proof
{
    base::Time made;
    base::Time readBack; ///< when it was found whole after it was written
    std::optional<base::Time> drilled; ///< when it was last opened by something typed
    std::uint64_t accounts = 0; ///< in use in it

    bool operator==(const Proof&) const = default;
};

/// Why the last attempt failed.
struct Failure
{
    base::Time time;
    base::ErrorCode code = base::ErrorCode::CannotWrite;

    bool operator==(const Failure&) const = default;
};

/// What this computer remembers of a vault's backups. It says nothing about what is in them; forged
/// or lost, it makes the program keep more and warn more, or later. Times and marks, no names.
struct Log
{
    std::map<FileMark, Proof> proofs;
    std::optional<FileMark> last; ///< the last good backup, also where its file is gone
    vault::StateMark lastState; ///< of the vault that `last` was made of
    std::optional<Failure> failure; ///< since the last good one
    /// When the vault was first seen with changes that are in no backup; absent if there are none.
    std::optional<base::Time> waitingSince;

    bool operator==(const Log&) const = default;
};

/// An empty one if there is none or it cannot be understood.
Log readLog(const Place& place);

/// Changes it under a lock of its own, so that two programs do not undo each other's; without the
/// lock where it is not to be had soon. CannotWrite and kin.
base::Result<void> changeLog(const Place& place, const std::function<void(Log&)>& change);

/// The bytes of its file and the reverse, for the two above. Damaged for anything else.
std::string encodeLog(const Log& log);
base::Result<Log> decodeLog(std::string_view text);

} // namespace backup
