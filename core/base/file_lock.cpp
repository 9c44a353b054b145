// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/file_lock.h"

#include "core/base/file_error.h"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <unistd.h>

namespace base {

namespace {

using SteadyClock = std::chrono::steady_clock;

/// How long to go without another attempt where the system tells nothing: on a network the holder
/// may be another computer.
constexpr std::chrono::milliseconds LongestWait { 200 };

/// Waits until the lock file is closed by somebody or that time is over. flock() itself knows no
/// deadline; a blocking one could only be ended by a signal.
void waitForClosing(const Descriptor& watch, SteadyClock::time_point deadline)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - SteadyClock::now());
    pollfd event { watch.get(), POLLIN, 0 };
    const auto timeout = static_cast<int>(std::clamp(left, {}, LongestWait).count());
    if (::poll(&event, 1, timeout) <= 0)
        return;
    std::array<char, 4096> seen; // taken, or the next poll() would end at once
    while (uninterrupted([&] { return ::read(watch.get(), seen.data(), seen.size()); }) > 0) { }
}

bool isTaken(int reason)
{
    return reason == EWOULDBLOCK;
}

} // namespace

Result<FileLock> FileLock::acquire(const std::string& path, std::chrono::milliseconds patience)
{
    constexpr int Flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
    Descriptor file(uninterrupted([&] { return ::open(path.c_str(), Flags, OwnerOnly); }));
    if (!file.isOpen())
        return writeError(path, "open lock file");
    const auto deadline = SteadyClock::now() + patience;
    // Watched before the first attempt: a lock that is freed between both is not missed.
    const Descriptor watch(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
    if (watch.isOpen())
        ::inotify_add_watch(watch.get(), path.c_str(), IN_CLOSE);
    while (uninterrupted([&] { return ::flock(file.get(), LOCK_EX | LOCK_NB); }) != 0) {
        if (isUnsupported(errno))
            return FileLock(std::move(file), false);
        if (!isTaken(errno))
            return writeError(path, "lock");
        if (SteadyClock::now() >= deadline)
            return Error { ErrorCode::Busy, "lock is held", { path } };
        waitForClosing(watch, deadline);
    }
    return FileLock(std::move(file), true);
}

LockUse lockUse(const std::string& path)
{
    constexpr int Flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
    const Descriptor file(uninterrupted([&] { return ::open(path.c_str(), Flags); }));
    if (!file.isOpen())
        return errno == ENOENT ? LockUse::Missing : LockUse::Unknown;
    if (uninterrupted([&] { return ::flock(file.get(), LOCK_SH | LOCK_NB); }) == 0)
        return LockUse::Free;
    return isUnsupported(errno) ? LockUse::Unsupported
        : isTaken(errno)        ? LockUse::Held
                                : LockUse::Unknown;
}

} // namespace base
