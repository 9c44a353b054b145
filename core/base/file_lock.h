// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/descriptor.h"
#include "core/base/result.h"

#include <chrono>
#include <string>

namespace base {

/// A lock between programs (flock(2) on a file of its own). The kernel frees it when the program
/// that holds it ends, however it ends; a process number written into a file would outlive it, be
/// used again by another process, and mean something else in a container.
class FileLock
{
public:
    /// Waits at most `patience` for whoever holds it, then answers Busy. The file is made if it is
    /// not there (mode 0600, never through a link) and is never deleted: two programs that hold
    /// locks on two files of one name would both go on. ReadOnly, DiskFull, CannotWrite if it
    /// cannot be made. On a file system without locks the answer is a lock that is not held.
    static Result<FileLock> acquire(const std::string& path, std::chrono::milliseconds patience);

    /// False where the file system has no locks.
    bool isHeld() const { return m_isHeld; }

private:
    FileLock(Descriptor file, bool isHeld) : m_file(std::move(file)), m_isHeld(isHeld) { }
    Descriptor m_file; ///< closing it frees the lock
    bool m_isHeld;
};

/// How a lock stands with other programs.
enum class LockUse {
    Free,
    Held,
    Unsupported, ///< the file system has no locks
    Missing, ///< there is no such file
    Unknown, ///< it could not be looked at
};

/// Looks at a lock without making its file and, but for a moment, without taking it.
LockUse lockUse(const std::string& path);

} // namespace base
