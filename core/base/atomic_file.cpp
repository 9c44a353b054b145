// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/atomic_file.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace base {

namespace {

constexpr mode_t FileMode = 0600;
constexpr mode_t FolderMode = 0700;
constexpr mode_t OthersMask = 077;

/// Repeats a call while signals interrupt it.
template <typename Call> auto uninterrupted(Call call)
{
    auto answer = call();
    while (answer == -1 && errno == EINTR)
        answer = call();
    return answer;
}

/// An open file that is closed on every way out; close() tells whether that worked.
class Descriptor
{
public:
    explicit Descriptor(int fd) : m_fd(fd) { }
    Descriptor(Descriptor&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) { }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    bool isOpen() const { return m_fd >= 0; }
    int get() const { return m_fd; }
    /// Linux closes the descriptor also when it answers EINTR: never repeated, and no failure.
    bool close() { return ::close(std::exchange(m_fd, -1)) == 0 || errno == EINTR; }

private:
    int m_fd;
};

Error writeError(const std::string& path, const char* step)
{
    const int reason = errno;
    const std::string text = std::strerror(reason);
    const std::string context = std::string(step) + ": " + text;
    if (reason == ENOSPC || reason == EDQUOT)
        return { ErrorCode::DiskFull, context, { path } };
    if (reason == EROFS || reason == EACCES || reason == EPERM)
        return { ErrorCode::ReadOnly, context, { path } };
    if (reason == EEXIST)
        return { ErrorCode::FileExists, context, { path } };
    return { ErrorCode::CannotWrite, context, { path, text } };
}

std::string folderOf(const std::string& path)
{
    const std::size_t slash = path.rfind('/');
    if (slash == std::string::npos)
        return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

/// The target of a symbolic link, resolved once; other paths as they are. A link to nowhere is an
/// error: its target may be on a disk that is not there now, and the link must not be lost.
Result<std::string> resolved(const std::string& path)
{
    struct stat status = {};
    if (::lstat(path.c_str(), &status) != 0 || !S_ISLNK(status.st_mode))
        return path;
    char* real = ::realpath(path.c_str(), nullptr);
    if (!real)
        return writeError(path, "resolve link");
    std::string result(real);
    std::free(real);
    return result;
}

Result<void> writeAll(int fd, ByteView contents, const std::string& path)
{
    std::size_t done = 0;
    while (done < contents.size()) {
        const ssize_t count = uninterrupted(
            [&] { return ::write(fd, contents.data() + done, contents.size() - done); });
        if (count <= 0)
            return writeError(path, "write");
        done += static_cast<std::size_t>(count);
    }
    return {};
}

Result<void> syncFolder(const std::string& folder)
{
    const Descriptor fd(
        uninterrupted([&] { return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); }));
    if (!fd.isOpen())
        return writeError(folder, "open folder");
    if (uninterrupted([&] { return ::fsync(fd.get()); }) != 0)
        return writeError(folder, "sync folder");
    return {};
}

/// A file that did not exist before, open for writing.
struct NewFile
{
    std::string name;
    Descriptor fd;
};

/// Creates a file beside `path`, never one that was there and never through a link. A name that is
/// taken, by a crash or by somebody's design, is left alone and another one drawn.
Result<NewFile> createBeside(const std::string& path)
{
    constexpr int Attempts = 16;
    for (int i = 0; i < Attempts; ++i) {
        std::uint32_t number = 0;
        if (::getentropy(&number, sizeof number) != 0)
            return Error { ErrorCode::RandomFailed, "name of a temporary file" };
        char suffix[16];
        std::snprintf(suffix, sizeof suffix, ".%08x.new", number);
        std::string name = path + suffix;
        Descriptor fd(uninterrupted([&] {
            return ::open(
                name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, FileMode);
        }));
        if (fd.isOpen())
            return NewFile { std::move(name), std::move(fd) };
        if (errno != EEXIST)
            return writeError(path, "create");
    }
    return Error { ErrorCode::CannotWrite, "create: every temporary name is taken",
        { path, std::strerror(EEXIST) } };
}

Result<void> fillAndClose(NewFile& file, ByteView contents, const std::string& path)
{
    // The mode was asked for at creation; this gives back what the umask took from the owner. File
    // systems without modes refuse, and there the mount decides who can read.
    if (::fchmod(file.fd.get(), FileMode) != 0 && errno != EPERM && errno != EOPNOTSUPP)
        return writeError(path, "set mode");
    if (const Result<void> written = writeAll(file.fd.get(), contents, path); !written)
        return written;
    if (uninterrupted([&] { return ::fsync(file.fd.get()); }) != 0)
        return writeError(path, "sync");
    if (!file.fd.close())
        return writeError(path, "close");
    return {};
}

/// Writes and syncs a new file beside `path`; returns its name. Nothing is left behind on failure.
Result<std::string> writeBeside(const std::string& path, ByteView contents)
{
    Result<NewFile> file = createBeside(path);
    if (!file)
        return file.error();
    if (const Result<void> filled = fillAndClose(*file, contents, path); !filled) {
        ::unlink(file->name.c_str());
        return filled.error();
    }
    return file->name;
}

bool isUnsupported(int reason)
{
    return reason == EINVAL || reason == ENOSYS || reason == EOPNOTSUPP;
}

/// Moves the new file to `path`, in one step. Returns the name under which the file that stood
/// there is now; empty if there was none, or if the file system has neither exchange nor links.
Result<std::string> putInPlace(const std::string& temporary, const std::string& path)
{
    if (::renameat2(AT_FDCWD, temporary.c_str(), AT_FDCWD, path.c_str(), RENAME_EXCHANGE) == 0)
        return temporary;
    if (errno != ENOENT && !isUnsupported(errno))
        return writeError(path, "exchange");
    std::string old = temporary + ".old";
    if (::link(path.c_str(), old.c_str()) != 0) {
        if (errno != ENOENT && errno != EPERM && !isUnsupported(errno))
            return writeError(path, "keep the older file");
        old.clear();
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0) {
        const Error error = writeError(path, "rename");
        if (!old.empty())
            ::unlink(old.c_str());
        return error;
    }
    return old;
}

/// Keeps the file that was replaced as `previous`, or removes it.
Result<void> retire(const std::string& old, const std::string& previous)
{
    if (old.empty())
        return {};
    if (previous.empty()) {
        if (::unlink(old.c_str()) != 0)
            return writeError(old, "remove the older file");
        return {};
    }
    struct stat status = {};
    if (::lstat(old.c_str(), &status) == 0 && S_ISREG(status.st_mode)
        && (status.st_mode & OthersMask) != 0)
        ::chmod(old.c_str(), FileMode); // it may come from a time before this program wrote it
    if (::rename(old.c_str(), previous.c_str()) != 0)
        return writeError(previous, "keep the older file");
    return {};
}

/// Puts the replaced file back, so that a save which is reported as failed has not happened. If
/// that fails, too, both files stay under their names, and nothing is lost.
void takeBack(const std::string& old, const std::string& path, bool existed)
{
    if (!old.empty())
        ::rename(old.c_str(), path.c_str());
    else if (!existed)
        ::unlink(path.c_str());
}

bool exists(const std::string& path)
{
    struct stat status = {};
    return ::lstat(path.c_str(), &status) == 0;
}

bool isFolder(const std::string& path)
{
    struct stat status = {};
    return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

} // namespace

Result<Bytes> readFile(const std::string& path, std::size_t limit)
{
    const auto readError = [&path](const char* step) {
        const std::string reason = std::strerror(errno);
        return Error { ErrorCode::CannotRead, std::string(step) + ": " + reason, { path, reason } };
    };
    // Without O_NONBLOCK the opening of a pipe that nobody writes to would never end.
    const Descriptor fd(uninterrupted(
        [&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY); }));
    if (!fd.isOpen())
        return readError("open");
    struct stat status = {};
    if (::fstat(fd.get(), &status) != 0)
        return readError("stat");
    if (!S_ISREG(status.st_mode))
        return Error { ErrorCode::CannotRead, "not a regular file",
            { path, "it is not a regular file" } };
    if (static_cast<std::uint64_t>(status.st_size) > limit)
        return Error { ErrorCode::TooLarge, "file size", { path, std::to_string(limit) } };

    Bytes contents(static_cast<std::size_t>(status.st_size));
    std::size_t done = 0;
    while (done < contents.size()) {
        const ssize_t count = uninterrupted(
            [&] { return ::read(fd.get(), contents.data() + done, contents.size() - done); });
        if (count < 0)
            return readError("read");
        if (count == 0)
            break;
        done += static_cast<std::size_t>(count);
    }
    contents.resize(done);
    return contents;
}

Result<void> replaceFile(const std::string& path, ByteView contents, const std::string& previous)
{
    const Result<std::string> target = resolved(path);
    if (!target)
        return target.error();
    const Result<std::string> temporary = writeBeside(*target, contents);
    if (!temporary)
        return temporary.error();
    const bool existed = exists(*target);
    const Result<std::string> old = putInPlace(*temporary, *target);
    if (!old) {
        ::unlink(temporary->c_str());
        return old.error();
    }
    // Synced before the older file goes: until then a power cut may bring back either.
    Result<void> settled = syncFolder(folderOf(*target));
    if (settled)
        settled = retire(*old, previous);
    if (!settled)
        takeBack(*old, *target, existed);
    return settled;
}

Result<void> createFile(const std::string& path, ByteView contents)
{
    const Result<std::string> temporary = writeBeside(path, contents);
    if (!temporary)
        return temporary.error();
    int moved = ::renameat2(AT_FDCWD, temporary->c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE);
    if (moved != 0 && isUnsupported(errno)) {
        moved = ::link(temporary->c_str(), path.c_str());
        if (moved == 0)
            ::unlink(temporary->c_str());
    }
    if (moved != 0) {
        const Error error = writeError(path, "create");
        ::unlink(temporary->c_str());
        return error;
    }
    Result<void> synced = syncFolder(folderOf(path));
    if (!synced)
        ::unlink(path.c_str());
    return synced;
}

Result<void> makeFolder(const std::string& path)
{
    if (isFolder(path))
        return {};
    if (exists(path))
        return Error { ErrorCode::CannotWrite, "not a folder", { path, "it is not a folder" } };
    const std::string parent = folderOf(path);
    if (parent != path) {
        if (const Result<void> made = makeFolder(parent); !made)
            return made;
    }
    if (::mkdir(path.c_str(), FolderMode) != 0) {
        if (errno == EEXIST && isFolder(path))
            return {}; // somebody else was quicker, or the path ends in a slash
        return writeError(path, "make folder");
    }
    // What the umask took from the owner.
    if (::chmod(path.c_str(), FolderMode) != 0 && errno != EPERM && errno != EOPNOTSUPP)
        return writeError(path, "set mode of folder");
    return syncFolder(parent);
}

Result<void> makePrivateFolder(const std::string& path)
{
    if (const Result<void> made = makeFolder(path); !made)
        return made;
    struct stat status = {};
    const bool isTooWide = ::stat(path.c_str(), &status) == 0 && (status.st_mode & OthersMask) != 0;
    const bool isShared = (status.st_mode & S_ISVTX) != 0;
    if (isTooWide && !isShared && status.st_uid == ::geteuid())
        ::chmod(path.c_str(), FolderMode); // where modes do not exist this changes nothing
    return {};
}

} // namespace base
