// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/bytes.h"

#include <string>
#include <vector>

namespace base {

/// Reads a whole regular file of at most `limit` bytes. VaultMissing is not its business: a file
/// that is not there is CannotRead with the system's reason. Larger: TooLarge, nothing allocated.
Result<Bytes> readFile(const std::string& path, std::size_t limit);

/// The first `count` bytes of a file, fewer if it is shorter. CannotRead as above.
Result<Bytes> readBeginning(const std::string& path, std::size_t count);

/// Asks the system to forget what it has in memory of a file, so that the next reading is of the
/// disk. It is asked after a sync, when nothing is lost by it; systems that do not know how go on
/// as before.
void forgetCached(const std::string& path);

/// The file in whose place another one was put. Its owner decides what becomes of it; until then it
/// stays under its temporary name, so that a crash loses neither.
class Displaced
{
public:
    Displaced(std::string name, std::string path, bool existed)
        : m_name(std::move(name)),
          m_path(std::move(path)),
          m_existed(existed)
    { }

    /// Where it is now. Empty if none was there, or if the file system has neither exchange nor
    /// hard links and so kept none.
    const std::string& name() const { return m_name; }
    /// Gives it this name for good, over an older file of that name; an empty one removes it.
    Result<void> keepAs(const std::string& name);
    /// Puts it back, so that a save which is reported as failed has not happened. If that fails,
    /// too, both files stay under their names, and nothing is lost.
    void takeBack();

private:
    std::string m_name;
    std::string m_path;
    bool m_existed;
};

/// Puts a new file in the place of `path`, in one step. The bytes go to a new file beside it
/// (exclusive, never through a link, mode 0600 whatever the umask), are synced, take the place of
/// the old file by an exchange where the file system can, else by link and rename, and the folder
/// is synced. Every result is checked, because a save that only seems to have happened loses codes.
/// A symbolic link at `path` is resolved once and its target replaced.
///
/// An error (DiskFull, ReadOnly, CannotWrite, RandomFailed) means that the old file is at `path` as
/// before, also when the last steps failed: the exchange is then taken back. Should that fail, too,
/// the new file is at `path` and the old one beside it under its temporary name; in no case is
/// neither there, or a mixture. (Without exchange and hard links there is nothing to take back: an
/// error from the folder's sync then leaves the new file.)
Result<Displaced> exchangeFile(const std::string& path, ByteView contents);

/// exchangeFile(), and what becomes of the old file.
///
/// If `previous` is not empty, the file that stood at `path` is kept under that name (its own older
/// copy is replaced), else it is removed; where the file system has neither exchange nor hard links
/// none is kept. That comes last, when the new file is safe on the disk: a crash before leaves the
/// older file under a temporary name. An error means the same as there.
Result<void> replaceFile(
    const std::string& path, ByteView contents, const std::string& previous = {});

/// The same without any sync, in a fraction of the time, for what may be lost or empty after a
/// power cut because it can be made anew.
Result<void> replaceUnsynced(const std::string& path, ByteView contents);

/// Files that saves of `path` have left beside it because they were killed, and those of saves that
/// go on just now.
std::vector<std::string> temporaryFilesOf(const std::string& path);

/// Writes a new file with mode 0600, synced; FileExists if something stands there, a link included.
/// After an error nothing new is there.
Result<void> createFile(const std::string& path, ByteView contents);

/// Makes a folder and its parents where they are missing, mode 0700 whatever the umask. A folder
/// that is there keeps its mode: it may be the user's own and hold other things.
Result<void> makeFolder(const std::string& path);

/// The same for a folder that belongs to the program alone: a wider mode is narrowed, silently.
Result<void> makePrivateFolder(const std::string& path);

} // namespace base
