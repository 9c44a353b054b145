// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/atomic_file.h"

#include "core/base/descriptor.h"
#include "core/base/file_error.h"
#include "core/base/path.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace base {

namespace {

constexpr mode_t FolderMode = 0700;
constexpr mode_t OthersMask = 077;

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

constexpr std::size_t NumberDigits = 8;
constexpr std::string_view TemporarySuffix = ".new";
constexpr std::string_view OlderSuffix = ".old"; ///< after the other, where there is no exchange

bool isTemporaryOf(std::string_view name, std::string_view candidate)
{
    if (!candidate.starts_with(name))
        return false;
    candidate.remove_prefix(name.size());
    if (candidate.ends_with(OlderSuffix))
        candidate.remove_suffix(OlderSuffix.size());
    return candidate.size() == 1 + NumberDigits + TemporarySuffix.size()
        && candidate.starts_with('.') && candidate.ends_with(TemporarySuffix)
        && candidate.substr(1, NumberDigits).find_first_not_of("0123456789abcdef")
        == std::string_view::npos;
}

/// Creates a file beside `path`, never one that was there and never through a link. A name that is
/// taken, by a crash or by somebody's design, is left alone and another one drawn.
Result<NewFile> createBeside(const std::string& path)
{
    constexpr int Attempts = 16;
    for (int i = 0; i < Attempts; ++i) {
        std::uint32_t number = 0;
        if (::getentropy(&number, sizeof number) != 0)
            return Error { ErrorCode::RandomFailed, "name of a temporary file" };
        char digits[NumberDigits + 1];
        std::snprintf(digits, sizeof digits, "%08x", number);
        std::string name = path + '.' + digits + std::string(TemporarySuffix);
        Descriptor fd(uninterrupted([&] {
            return ::open(
                name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, OwnerOnly);
        }));
        if (fd.isOpen())
            return NewFile { std::move(name), std::move(fd) };
        if (errno != EEXIST)
            return writeError(path, "create");
    }
    return Error { ErrorCode::CannotWrite, "create: every temporary name is taken",
        { path, std::strerror(EEXIST) } };
}

enum class Durability { Synced, Unsynced };

Result<void> fillAndClose(
    NewFile& file, ByteView contents, const std::string& path, Durability durability)
{
    // The mode was asked for at creation; this gives back what the umask took from the owner. File
    // systems without modes refuse, and there the mount decides who can read.
    if (::fchmod(file.fd.get(), OwnerOnly) != 0 && errno != EPERM && errno != EOPNOTSUPP)
        return writeError(path, "set mode");
    if (const Result<void> written = writeAll(file.fd.get(), contents, path); !written)
        return written;
    const bool isSynced = durability == Durability::Unsynced
        || uninterrupted([&] { return ::fsync(file.fd.get()); }) == 0;
    if (!isSynced)
        return writeError(path, "sync");
    if (!file.fd.close())
        return writeError(path, "close");
    return {};
}

/// Writes a new file beside `path`; returns its name. Nothing is left behind on failure.
Result<std::string> writeBeside(
    const std::string& path, ByteView contents, Durability durability = Durability::Synced)
{
    Result<NewFile> file = createBeside(path);
    if (!file)
        return file.error();
    if (const Result<void> filled = fillAndClose(*file, contents, path, durability); !filled) {
        ::unlink(file->name.c_str());
        return filled.error();
    }
    return file->name;
}

/// Moves the new file to `path`, in one step. Returns the name under which the file that stood
/// there is now; empty if there was none, or if the file system has neither exchange nor links.
Result<std::string> putInPlace(const std::string& temporary, const std::string& path)
{
    if (::renameat2(AT_FDCWD, temporary.c_str(), AT_FDCWD, path.c_str(), RENAME_EXCHANGE) == 0)
        return temporary;
    if (errno != ENOENT && !isUnsupported(errno))
        return writeError(path, "exchange");
    std::string old = temporary + std::string(OlderSuffix);
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

Error readError(const std::string& path, const char* step)
{
    const std::string reason = std::strerror(errno);
    return { ErrorCode::CannotRead, std::string(step) + ": " + reason, { path, reason } };
}

/// Without O_NONBLOCK the opening of a pipe that nobody writes to would never end.
Descriptor openForReading(const std::string& path)
{
    return Descriptor(uninterrupted(
        [&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY); }));
}

Result<Bytes> readUpTo(int fd, std::size_t count, const std::string& path)
{
    Bytes contents(count);
    std::size_t done = 0;
    while (done < count) {
        const ssize_t part =
            uninterrupted([&] { return ::read(fd, contents.data() + done, count - done); });
        if (part < 0)
            return readError(path, "read");
        if (part == 0)
            break;
        done += static_cast<std::size_t>(part);
    }
    contents.resize(done);
    return contents;
}

} // namespace

Result<Bytes> readFile(const std::string& path, std::size_t limit)
{
    const Descriptor fd(openForReading(path));
    if (!fd.isOpen())
        return readError(path, "open");
    struct stat status = {};
    if (::fstat(fd.get(), &status) != 0)
        return readError(path, "stat");
    if (!S_ISREG(status.st_mode))
        return Error { ErrorCode::CannotRead, "not a regular file",
            { path, "it is not a regular file" } };
    if (static_cast<std::uint64_t>(status.st_size) > limit)
        return Error { ErrorCode::TooLarge, "file size", { path, std::to_string(limit) } };
    return readUpTo(fd.get(), static_cast<std::size_t>(status.st_size), path);
}

Result<Bytes> readBeginning(const std::string& path, std::size_t count)
{
    const Descriptor fd(openForReading(path));
    if (!fd.isOpen())
        return readError(path, "open");
    return readUpTo(fd.get(), count, path);
}

void forgetCached(const std::string& path)
{
    const Descriptor fd(openForReading(path));
    if (fd.isOpen())
        ::posix_fadvise(fd.get(), 0, 0, POSIX_FADV_DONTNEED);
}

Result<void> Displaced::keepAs(const std::string& name)
{
    if (m_name.empty())
        return {};
    if (name.empty()) {
        if (::unlink(m_name.c_str()) != 0)
            return writeError(m_name, "remove the older file");
        m_name.clear();
        return {};
    }
    struct stat status = {};
    if (::lstat(m_name.c_str(), &status) == 0 && S_ISREG(status.st_mode)
        && (status.st_mode & OthersMask) != 0)
        ::chmod(m_name.c_str(), OwnerOnly); // it may come from a time before this program wrote it
    if (::rename(m_name.c_str(), name.c_str()) != 0)
        return writeError(name, "keep the older file");
    m_name.clear();
    return {};
}

void Displaced::takeBack()
{
    if (!m_name.empty())
        ::rename(m_name.c_str(), m_path.c_str());
    else if (!m_existed)
        ::unlink(m_path.c_str());
}

Result<Displaced> exchangeFile(const std::string& path, ByteView contents)
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
    Displaced displaced(*old, *target, existed);
    // Synced before the older file goes: until then a power cut may bring back either.
    if (const Result<void> synced = syncFolder(folderOf(*target)); !synced) {
        displaced.takeBack();
        return synced.error();
    }
    return displaced;
}

Result<void> replaceFile(const std::string& path, ByteView contents, const std::string& previous)
{
    Result<Displaced> displaced = exchangeFile(path, contents);
    if (!displaced)
        return displaced.error();
    const Result<void> kept = displaced->keepAs(previous);
    if (!kept)
        displaced->takeBack();
    return kept;
}

Result<void> replaceUnsynced(const std::string& path, ByteView contents)
{
    const Result<std::string> temporary = writeBeside(path, contents, Durability::Unsynced);
    if (!temporary)
        return temporary.error();
    if (::rename(temporary->c_str(), path.c_str()) == 0)
        return {};
    const Error error = writeError(path, "rename");
    ::unlink(temporary->c_str());
    return error;
}

std::vector<std::string> temporaryFilesOf(const std::string& path)
{
    const std::string folder = folderOf(path);
    const std::string name = path.substr(path.rfind('/') + 1);
    std::vector<std::string> found;
    std::error_code failure; // a folder that cannot be listed holds none for us
    for (std::filesystem::directory_iterator entry(folder, failure), end; !failure && entry != end;
         entry.increment(failure)) {
        if (isTemporaryOf(name, entry->path().filename().string()))
            found.push_back(folder + '/' + entry->path().filename().string());
    }
    std::ranges::sort(found);
    return found;
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
