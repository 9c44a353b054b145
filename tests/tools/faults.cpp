// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Preloaded into a program (LD_PRELOAD), this library stands between it and the C library for the
// calls that change files. It numbers those that concern one folder, and at one number it kills the
// process, fails the call or cuts a write short. The environment says what to do:
//
//   FAULTS_FOLDER   absolute path; calls for other places pass by uncounted
//   FAULTS_REPORT   file to which a line "name size path" is added for each call (size: of a write)
//   FAULTS_AT       number of the call, from 1; 0 or absent: only count
//   FAULTS_ACTION   kill-before, kill-after, kill-inside, short, stop (before the call, until
//                   SIGCONT), flip (a write puts another byte in its middle and says nothing), or
//                   the number of an error
//   FAULTS_BYTES    with kill-inside and short: how many bytes the write still writes
//   FAULTS_STICKY   if set, an error stays: all later calls fail alike
//   FAULTS_REFUSE   list of what the system "cannot do": exchange, links, locks, arena (the
//                   memory of OpenSSL's secure heap), memory (other large mappings), random
//                   (neither getentropy() nor its device)
//   FAULTS_POWER    lost, names or torn: a kill is a power cut, see power_cut.h; with FAULTS_STASH,
//                   an empty folder beside the watched one
//   FAULTS_NAMES    fixed: getentropy() always gives the same; failing: nothing
//
// A program that is linked with this file instead says it by faults.h.

#include "tests/tools/faults.h"

#include "tests/tools/power_cut.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

enum class Action { None, KillBefore, KillAfter, KillInside, Short, Flip, Stop, Fail };

std::string variable(const char* name)
{
    const char* value = std::getenv(name);
    return value ? value : "";
}

/// What the environment asks for, and what was seen so far. One for the process: the functions that
/// it serves have no place for an argument.
struct Plan
{
    std::string folder = variable("FAULTS_FOLDER");
    long at = std::atol(variable("FAULTS_AT").c_str());
    Action action = Action::None;
    int error = 0;
    std::size_t bytes = std::strtoul(variable("FAULTS_BYTES").c_str(), nullptr, 10);
    bool sticky = !variable("FAULTS_STICKY").empty();
    std::string refused = variable("FAULTS_REFUSE");
    std::optional<faults::PowerCut::Kind> cut;
    faults::PowerCut power { variable("FAULTS_STASH") };
    std::string names = variable("FAULTS_NAMES");
    int report = -1;
    long count = 0;
    std::atomic<bool> holds = false;
    std::map<int, std::string> files; ///< open descriptors in the folder

    Plan()
    {
        const std::string wish = variable("FAULTS_ACTION");
        if (wish == "kill-before")
            action = Action::KillBefore;
        else if (wish == "kill-after")
            action = Action::KillAfter;
        else if (wish == "kill-inside")
            action = Action::KillInside;
        else if (wish == "flip")
            action = Action::Flip;
        else if (wish == "short")
            action = Action::Short;
        else if (wish == "stop")
            action = Action::Stop;
        else if (!wish.empty())
            action = Action::Fail;
        error = std::atoi(wish.c_str());
        const std::string kind = variable("FAULTS_POWER");
        if (!kind.empty())
            cut = kind == "lost" ? faults::PowerCut::Kind::Lost
                : kind == "torn" ? faults::PowerCut::Kind::Torn
                                 : faults::PowerCut::Kind::Names;
        // By number, since open() is one of ours.
        report = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, variable("FAULTS_REPORT").c_str(),
            O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    }

    bool concerns(const char* path) const
    {
        return !folder.empty() && std::string_view(path).starts_with(folder);
    }
    bool concerns(int fd) const { return files.contains(fd); }
    bool refuses(const char* what) const { return refused.find(what) != std::string::npos; }
};

Plan& plan()
{
    static auto* const Instance = new Plan; // outlives what runs at exit
    return *Instance;
}

template <typename Function> Function* next(const char* name)
{
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

int refuse(int error)
{
    errno = error;
    return -1;
}

void report(const char* name, std::size_t size, const std::string& path)
{
    char line[4096];
    const int length = std::snprintf(line, sizeof line, "%s %zu %s\n", name, size, path.c_str());
    ::syscall(SYS_write, plan().report, line, static_cast<std::size_t>(length));
}

[[noreturn]] void die()
{
    if (plan().cut)
        plan().power.cut(*plan().cut);
    ::kill(::getpid(), SIGKILL);
    ::_exit(1);
}

/// What is to happen to the call that is made now.
Action nextAction(const char* name, std::size_t size, const std::string& path)
{
    Plan& p = plan();
    p.holds.wait(true);
    report(name, size, path);
    ++p.count;
    const bool isMeant = p.count == p.at || (p.sticky && p.at > 0 && p.count > p.at);
    if (isMeant && p.action == Action::Stop)
        ::raise(SIGSTOP);
    return isMeant ? p.action : Action::None;
}

/// Makes a call that has no parts, or the fault in its place.
template <typename Call> int perform(const char* name, const std::string& path, Call call)
{
    const Action action = nextAction(name, 0, path);
    if (action == Action::KillBefore || action == Action::KillInside)
        die();
    if (action == Action::Fail) {
        errno = plan().error;
        return -1;
    }
    const int answer = call();
    if (action == Action::KillAfter)
        die();
    return answer;
}

bool exists(const char* path)
{
    struct stat status = {};
    return ::lstat(path, &status) == 0;
}

template <typename Call> int openFile(const char* path, Call call)
{
    if (plan().refuses("random") && std::string_view(path).ends_with("random"))
        return refuse(ENOENT);
    if (!plan().concerns(path))
        return call();
    const int fd = perform("open", path, [&] {
        const bool wasThere = exists(path);
        const int opened = call();
        if (opened >= 0)
            plan().power.opened(path, !wasThere);
        return opened;
    });
    if (fd >= 0)
        plan().files[fd] = path;
    return fd;
}

template <typename Call> int onDescriptor(const char* name, int fd, Call call)
{
    if (!plan().concerns(fd))
        return call();
    return perform(name, plan().files[fd], call);
}

template <typename Call> int onPath(const char* name, const char* path, Call call)
{
    return plan().concerns(path) ? perform(name, path, call) : call();
}

/// A call that syncs a file or a folder.
template <typename Call> int syncing(const char* name, int fd, Call call)
{
    if (!plan().concerns(fd))
        return call();
    return perform(name, plan().files[fd], [&] {
        const int answer = call();
        if (answer == 0)
            plan().power.synced(plan().files[fd]);
        return answer;
    });
}

/// A call that changes a name, after `note` has told the power cut of it.
template <typename Note, typename Call>
int naming(const char* name, const char* path, Note note, Call call)
{
    if (!plan().concerns(path))
        return call();
    return perform(name, path, [&] {
        note(plan().power);
        const int answer = call();
        if (answer != 0)
            plan().power.forget();
        return answer;
    });
}

} // namespace

extern "C" {

int open(const char* path, int flags, ...)
{
    std::va_list arguments;
    va_start(arguments, flags);
    const auto mode = static_cast<mode_t>(va_arg(arguments, unsigned));
    va_end(arguments);
    return openFile(
        path, [&] { return next<int(const char*, int, ...)>("open")(path, flags, mode); });
}

int open64(const char* path, int flags, ...)
{
    std::va_list arguments;
    va_start(arguments, flags);
    const auto mode = static_cast<mode_t>(va_arg(arguments, unsigned));
    va_end(arguments);
    return openFile(
        path, [&] { return next<int(const char*, int, ...)>("open")(path, flags, mode); });
}

int close(int fd)
{
    const auto real = [fd] { return next<int(int)>("close")(fd); };
    if (!plan().concerns(fd))
        return real();
    const std::string path = plan().files[fd];
    plan().files.erase(fd);
    const int answer = perform("close", path, real);
    if (answer != 0 && errno == plan().error)
        real(); // the system closes the descriptor also when it reports an error
    return answer;
}

ssize_t write(int fd, const void* bytes, std::size_t size)
{
    auto* const real = next<ssize_t(int, const void*, std::size_t)>("write");
    if (!plan().concerns(fd))
        return real(fd, bytes, size);
    const Action action = nextAction("write", size, plan().files[fd]);
    if (action == Action::KillBefore)
        die();
    if (action == Action::Fail)
        return refuse(plan().error);
    const bool isPart = action == Action::KillInside || action == Action::Short;
    std::string flipped;
    if (action == Action::Flip) {
        flipped.assign(static_cast<const char*>(bytes), size);
        flipped[size / 2] = static_cast<char>(flipped[size / 2] ^ 1);
        bytes = flipped.data();
    }
    const ssize_t answer = real(fd, bytes, isPart ? std::min(plan().bytes, size) : size);
    if (answer > 0)
        plan().power.written(plan().files[fd], static_cast<std::size_t>(answer));
    if (action == Action::KillInside || action == Action::KillAfter)
        die();
    return answer;
}

int fsync(int fd)
{
    return syncing("fsync", fd, [fd] { return next<int(int)>("fsync")(fd); });
}

int fdatasync(int fd)
{
    return syncing("fdatasync", fd, [fd] { return next<int(int)>("fdatasync")(fd); });
}

int fchmod(int fd, mode_t mode) noexcept
{
    return onDescriptor("fchmod", fd, [=] { return next<int(int, mode_t)>("fchmod")(fd, mode); });
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow" // the system has a struct of the same name
int flock(int fd, int operation) noexcept
{
    return onDescriptor("flock", fd, [=] {
        return plan().refuses("locks") ? refuse(ENOLCK)
                                       : next<int(int, int)>("flock")(fd, operation);
    });
}
#pragma GCC diagnostic pop

int chmod(const char* path, mode_t mode) noexcept
{
    return onPath(
        "chmod", path, [=] { return next<int(const char*, mode_t)>("chmod")(path, mode); });
}

int mkdir(const char* path, mode_t mode) noexcept
{
    return naming(
        "mkdir", path, [=](faults::PowerCut& power) { power.makesFolder(path); },
        [=] { return next<int(const char*, mode_t)>("mkdir")(path, mode); });
}

int unlink(const char* path) noexcept
{
    return naming(
        "unlink", path, [=](faults::PowerCut& power) { power.removes(path); },
        [=] { return next<int(const char*)>("unlink")(path); });
}

int link(const char* from, const char* to) noexcept
{
    return naming(
        "link", to, [=](faults::PowerCut& power) { power.links(to); },
        [=] {
            return plan().refuses("links") ? refuse(EPERM)
                                           : next<int(const char*, const char*)>("link")(from, to);
        });
}

int rename(const char* from, const char* to) noexcept
{
    return naming(
        "rename", to, [=](faults::PowerCut& power) { power.renames(from, to); },
        [=] { return next<int(const char*, const char*)>("rename")(from, to); });
}

int renameat2(
    int fromFolder, const char* from, int toFolder, const char* to, unsigned flags) noexcept
{
    using Function = int(int, const char*, int, const char*, unsigned);
    const auto note = [=](faults::PowerCut& power) {
        (flags & RENAME_EXCHANGE) != 0 ? power.exchanges(from, to) : power.renames(from, to);
    };
    return naming("renameat2", to, note, [=] {
        return plan().refuses("exchange")
            ? refuse(EINVAL)
            : next<Function>("renameat2")(fromFolder, from, toFolder, to, flags);
    });
}

/// The C library's own memory does not come this way.
void* mmap(void* place, std::size_t size, int protection, int flags, int fd, off_t offset) noexcept
{
    constexpr std::size_t Arena = std::size_t { 1 } << 20;
    constexpr std::size_t Large = 64 * 1024; ///< also the most that guards the arena's ends
    using Function = void*(void*, std::size_t, int, int, int, off_t);
    // A sanitizer's own start comes before the environment, which says what to do.
    if (!::environ)
        return next<Function>("mmap")(place, size, protection, flags, fd, offset);
    const bool isArena = size >= Arena && size <= Arena + Large;
    if (plan().refuses(isArena ? "arena" : "memory") && (flags & MAP_ANONYMOUS) != 0
        && size >= Large) {
        errno = ENOMEM;
        return MAP_FAILED;
    }
    return next<Function>("mmap")(place, size, protection, flags, fd, offset);
}

int getentropy(void* buffer, std::size_t size)
{
    if (plan().names == "failing" || plan().refuses("random"))
        return refuse(EIO);
    if (plan().names != "fixed")
        return next<int(void*, std::size_t)>("getentropy")(buffer, size);
    std::memset(buffer, 0, size);
    return 0;
}

void faultsKillAt(const char* folder, long call)
{
    plan().folder = folder;
    plan().action = Action::KillBefore;
    plan().at = plan().count + call;
}

void faultsFail(const char* folder, int error)
{
    plan().folder = folder;
    plan().action = Action::Fail;
    plan().error = error;
    plan().at = plan().count + 1;
    plan().sticky = true;
}

void faultsHold(const char* folder)
{
    plan().folder = folder;
    plan().holds = true;
}

void faultsEnd()
{
    plan().action = Action::None;
    plan().holds = false;
    plan().holds.notify_all();
}

} // extern "C"
