// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/file_lock.h"

#include "core/base/file_error.h"

#include <fcntl.h>
#include <sys/file.h>
#include <thread>

namespace base {

namespace {

/// flock() with a deadline does not exist: a blocking one could only be ended by a signal.
constexpr std::chrono::milliseconds BetweenAttempts { 10 };

bool isTaken(int reason)
{
    return reason == EWOULDBLOCK;
}

bool isUnsupported(int reason)
{
    return reason == ENOLCK || reason == ENOSYS || reason == EOPNOTSUPP || reason == EINVAL;
}

} // namespace

Result<FileLock> FileLock::acquire(const std::string& path, std::chrono::milliseconds patience)
{
    constexpr int Flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
    Descriptor file(uninterrupted([&] { return ::open(path.c_str(), Flags, OwnerOnly); }));
    if (!file.isOpen())
        return writeError(path, "open lock file");
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (uninterrupted([&] { return ::flock(file.get(), LOCK_EX | LOCK_NB); }) != 0) {
        if (isUnsupported(errno))
            return FileLock(std::move(file), false);
        if (!isTaken(errno))
            return writeError(path, "lock");
        if (std::chrono::steady_clock::now() >= deadline)
            return Error { ErrorCode::Busy, "lock is held", { path } };
        std::this_thread::sleep_for(BetweenAttempts);
    }
    return FileLock(std::move(file), true);
}

} // namespace base
