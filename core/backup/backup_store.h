// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/backup/backup_log.h"

#include <vector>

namespace backup {

/// A backup that was just made.
struct Made
{
    std::string path;
    base::Time time;
    std::size_t accounts = 0; ///< in use
    std::vector<std::string> removed; ///< older ones, by the rotation
};

/// Writes a backup, reads it back, notes that it is good, and only then removes those it replaces.
/// The folder is made where it is missing, but only the own one: a chosen folder that is not
/// there may be on a medium that is not there. A file that does not read back is removed again.
/// What fails is noted for health(): CannotWrite, DiskFull, ReadOnly, CannotRead, Damaged. A
/// rotation that fails leaves more than there has to be, and is no failure.
/// On any thread; it never touches the vault, so that a slow or broken medium stops no save.
base::Result<Made> make(const Place& place, const vault::BackupImage& image, base::Time now);

/// A backup as a file of this very path, for somebody to take away; read back like every other.
/// Nothing is noted of it and nothing removed. FileExists where something stands there.
base::Result<void> makeAt(const std::string& path, const vault::BackupImage& image);

/// One backup in the folder.
struct Backup
{
    std::string path;
    base::Time time; ///< when it was made, by its name; else when the file was changed last
    FileMark mark = {};
    vault::Id key; ///< id of the keys it was made with
    bool isDamaged = false; ///< its checksum does not fit, or it cannot be read
    bool isCheap = false; ///< a passphrase slot in it costs less than new ones do at least
    std::optional<Proof> proof; ///< what this computer knows of it
};

/// How much of each file is read: as much as says whose it is, or all of it for its checksum.
enum class Reading { Beginning, Whole };

/// Backups of the place's vault in its folder, the newest first. Files of other vaults, and those
/// that do not say whose they are, are none. CannotRead if the folder cannot be listed; one that is
/// not there holds none.
base::Result<std::vector<Backup>> list(const Place& place, Reading reading);

/// Which of these backups, given by their times, a rotation keeps: the last 10, the last of each of
/// the last 14 days and 12 months (UTC) that have any.
std::vector<bool> keptOf(const std::vector<base::Time>& newestFirst);

/// What opens the vault now.
struct Present
{
    vault::Id key; ///< id of its keys
    /// Of Vault::slotList(), right after the passphrase was changed: whatever has another
    /// passphrase opens with a former one. Later a slot may have been made anew of the same one, so
    /// that only the keys tell; then it is empty.
    std::vector<vault::Id> ways = {};
};

/// Of a vault whose passphrase was changed just now.
Present presentOf(const vault::Vault& vault);

/// Copies of the vault that still open with what opened it before its keys or its passphrase were
/// changed: backups and the vault's previous copies beside it. For being listed with the wish to
/// delete them.
base::Result<std::vector<std::string>> formerCopies(const Place& place, const Present& present);

/// Removes such copies; the vault's own file, those of the present keys and passphrase and files of
/// others are refused (NotRecognised). Before that there has to be a backup of the present keys
/// that reads whole and is none of them (NothingToDo): nothing is removed that is not replaced.
base::Result<void> removeFormer(
    const Place& place, const Present& present, const std::vector<std::string>& copies);

} // namespace backup
