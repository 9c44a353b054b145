// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/bytes.h"

#include <string>

namespace base {

/// Reads a whole regular file of at most `limit` bytes. VaultMissing is not its business: a file
/// that is not there is CannotRead with the system's reason. Larger: TooLarge, nothing allocated.
Result<Bytes> readFile(const std::string& path, std::size_t limit);

/// Replaces `path` in one step. The bytes go to a new file beside it (exclusive, never through a
/// link, mode 0600 whatever the umask), are synced, take the place of the old file by an exchange
/// where the file system can, else by link and rename, and the folder is synced. Every result is
/// checked, because a save that only seems to have happened loses codes. A symbolic link at `path`
/// is resolved once and its target replaced.
///
/// If `previous` is not empty, the file that stood at `path` is kept under that name (its own older
/// copy is replaced), else it is removed; where the file system has neither exchange nor hard links
/// none is kept. That comes last, when the new file is safe on the disk: a crash before leaves the
/// older file under a temporary name.
///
/// An error (DiskFull, ReadOnly, CannotWrite, RandomFailed) means that the old file is at `path` as
/// before, also when the last steps failed: the exchange is then taken back. Should that fail, too,
/// the new file is at `path` and the old one beside it under its temporary name; in no case is
/// neither there, or a mixture. (Without exchange and hard links there is nothing to take back: an
/// error from the folder's sync then leaves the new file.)
Result<void> replaceFile(
    const std::string& path, ByteView contents, const std::string& previous = {});

/// Writes a new file with mode 0600, synced; FileExists if something stands there, a link included.
/// After an error nothing new is there.
Result<void> createFile(const std::string& path, ByteView contents);

/// Makes a folder and its parents where they are missing, mode 0700 whatever the umask. A folder
/// that is there keeps its mode: it may be the user's own and hold other things.
Result<void> makeFolder(const std::string& path);

/// The same for a folder that belongs to the program alone: a wider mode is narrowed, silently.
Result<void> makePrivateFolder(const std::string& path);

} // namespace base
