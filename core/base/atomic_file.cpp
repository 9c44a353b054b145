// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/atomic_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <random>
#include <sys/stat.h>
#include <unistd.h>

namespace base {

namespace {

/// An open file that is closed on every way out; close() tells whether that worked.
class Descriptor
{
public:
    explicit Descriptor(int fd) : m_fd(fd) { }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    bool isOpen() const { return m_fd >= 0; }
    int get() const { return m_fd; }
    bool close() { return ::close(std::exchange(m_fd, -1)) == 0; }

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

/// The target of a symbolic link, resolved once; other paths as they are.
std::string resolved(const std::string& path)
{
    struct stat status = {};
    if (::lstat(path.c_str(), &status) != 0 || !S_ISLNK(status.st_mode))
        return path;
    char* real = ::realpath(path.c_str(), nullptr);
    if (!real)
        return path;
    std::string result(real);
    ::free(real);
    return result;
}

Result<void> writeAll(int fd, ByteView contents, const std::string& path)
{
    std::size_t done = 0;
    while (done < contents.size()) {
        const ssize_t count = ::write(fd, contents.data() + done, contents.size() - done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return writeError(path, "write");
        done += static_cast<std::size_t>(count);
    }
    return {};
}

Result<void> syncFolder(const std::string& folder)
{
    Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd.isOpen())
        return writeError(folder, "open folder");
    if (::fsync(fd.get()) != 0)
        return writeError(folder, "sync folder");
    return {};
}

/// Writes and syncs a new file beside `path`; returns its name. Nothing is left behind on failure.
Result<std::string> writeBeside(const std::string& path, ByteView contents)
{
    std::random_device device;
    char suffix[16];
    std::snprintf(suffix, sizeof suffix, ".%08x.new", device());
    const std::string temporary = path + suffix;

    Descriptor fd(
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!fd.isOpen())
        return writeError(path, "create");
    Result<void> written = {};
    if (::fchmod(fd.get(), 0600) != 0)
        written = writeError(path, "set mode");
    if (written)
        written = writeAll(fd.get(), contents, path);
    if (written && ::fsync(fd.get()) != 0)
        written = writeError(path, "sync");
    if (written && !fd.close())
        written = writeError(path, "close");
    if (!written) {
        ::unlink(temporary.c_str());
        return written.error();
    }
    return temporary;
}

bool isUnsupported(int reason)
{
    return reason == EINVAL || reason == ENOSYS || reason == EOPNOTSUPP;
}

/// Moves the new file to `path`, where something may stand already. Afterwards the old file is
/// under the name `previous`, or gone if that is empty.
Result<void> exchange(
    const std::string& temporary, const std::string& path, const std::string& previous)
{
    if (::renameat2(AT_FDCWD, temporary.c_str(), AT_FDCWD, path.c_str(), RENAME_EXCHANGE) == 0) {
        const bool cleared = previous.empty() ? ::unlink(temporary.c_str()) == 0
                                              : ::rename(temporary.c_str(), previous.c_str()) == 0;
        if (!cleared)
            return writeError(path, "keep the older copy");
        return {};
    }
    if (errno != ENOENT && !isUnsupported(errno))
        return writeError(path, "exchange");
    if (errno != ENOENT && !previous.empty()) {
        if (::unlink(previous.c_str()) != 0 && errno != ENOENT)
            return writeError(previous, "remove the older copy");
        if (::link(path.c_str(), previous.c_str()) != 0 && errno != ENOENT)
            return writeError(previous, "keep the older copy");
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0)
        return writeError(path, "rename");
    return {};
}

} // namespace

Result<Bytes> readFile(const std::string& path, std::size_t limit)
{
    const auto readError = [&path](const char* step) {
        const std::string reason = std::strerror(errno);
        return Error { ErrorCode::CannotRead, std::string(step) + ": " + reason, { path, reason } };
    };
    Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
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
        const ssize_t count = ::read(fd.get(), contents.data() + done, contents.size() - done);
        if (count < 0 && errno == EINTR)
            continue;
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
    const std::string target = resolved(path);
    const Result<std::string> temporary = writeBeside(target, contents);
    if (!temporary)
        return temporary.error();
    if (const Result<void> exchanged = exchange(*temporary, target, previous); !exchanged) {
        ::unlink(temporary->c_str());
        return exchanged;
    }
    return syncFolder(folderOf(target));
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
    return syncFolder(folderOf(path));
}

Result<void> makePrivateFolder(const std::string& path)
{
    struct stat status = {};
    if (::stat(path.c_str(), &status) == 0) {
        if (!S_ISDIR(status.st_mode))
            return Error { ErrorCode::CannotWrite, "not a folder", { path, "it is not a folder" } };
        if ((status.st_mode & 077) != 0 && status.st_uid == ::geteuid())
            ::chmod(path.c_str(), 0700);
        return {};
    }
    const std::string parent = folderOf(path);
    if (parent != path && ::stat(parent.c_str(), &status) != 0) {
        if (const Result<void> made = makePrivateFolder(parent); !made)
            return made;
    }
    if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST)
        return writeError(path, "make folder");
    return {};
}

} // namespace base
