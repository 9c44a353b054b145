// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/bytes.h"

#include <string>

namespace base {

/// Reads a whole regular file of at most `limit` bytes. VaultMissing is not its business: a file
/// that is not there is CannotRead with the system's reason. Larger: TooLarge, nothing allocated.
Result<Bytes> readFile(const std::string& path, std::size_t limit);

/// Replaces `path` in one step, or leaves it as it was. The bytes go to a new file beside it
/// (exclusive, never through a link, mode 0600 whatever the umask), are synced, take the place of
/// the old file by an exchange where the file system can, and the folder is synced; every result
/// is checked, because a save that only seems to have happened loses codes. A symbolic link at
/// `path` is resolved once and its target replaced. If `previous` is not empty, the file that stood
/// at `path` is kept under that name (its own older copy is replaced), else it is removed.
Result<void> replaceFile(
    const std::string& path, ByteView contents, const std::string& previous = {});

/// Writes a new file with mode 0600, synced; FileExists if something stands there.
Result<void> createFile(const std::string& path, ByteView contents);

/// Makes a folder for private files and its parents, mode 0700; repairs a wider mode silently.
Result<void> makePrivateFolder(const std::string& path);

} // namespace base
