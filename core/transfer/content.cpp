// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/content.h"

#include "core/base/descriptor.h"
#include "core/transfer/archive.h"
#include "core/transfer/sqlite_log.h"

#include <QUtf8StringView>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace transfer {

namespace {

/// 100,000 accounts of some thirty values each.
constexpr base::json::Limits JsonLimits {
    .bytes = LargestFile, .values = 4'000'000, .depth = 64, .takesHalfCharacters = true
};

std::string_view withoutMark(std::string_view text)
{
    constexpr std::string_view ByteOrderMark = "\xef\xbb\xbf";
    return text.starts_with(ByteOrderMark) ? text.substr(ByteOrderMark.size()) : text;
}

std::string_view asText(base::ByteView bytes)
{
    const std::string_view text = base::textOf(bytes);
    const bool isText =
        QUtf8StringView(text.data(), static_cast<qsizetype>(text.size())).isValidUtf8();
    return isText ? withoutMark(text) : std::string_view();
}

Failure cannotRead(const std::string& path)
{
    const std::string reason = std::strerror(errno);
    return failed({ base::ErrorCode::CannotRead, "import: " + reason, { path, reason } });
}

Failure tooLargeFile()
{
    return { .refusal = Refusal::TooLarge, .arguments = { "file", std::to_string(LargestFile) } };
}

Outcome<crypto::WipedBytes> readAll(int fd, std::size_t size, const std::string& path)
{
    crypto::WipedBytes bytes(size);
    std::size_t done = 0;
    while (done < size) {
        const ssize_t count = ::read(fd, bytes.data() + done, size - done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return cannotRead(path);
        if (count == 0)
            break;
        done += static_cast<std::size_t>(count);
    }
    bytes.resize(done);
    return bytes;
}

/// Brings a database up to the log beside it, of which a program that still runs may have written
/// its latest changes.
Outcome<void> takeLogBeside(const std::string& path, crypto::WipedBytes& database)
{
    const std::string name = path + std::string(SqliteLogEnding);
    const base::Descriptor file(::open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status = {};
    if (file.get() < 0 && errno == ENOENT)
        return {};
    if (file.get() < 0 || ::fstat(file.get(), &status) != 0)
        return cannotRead(name);
    if (!S_ISREG(status.st_mode))
        return {};
    if (static_cast<std::size_t>(status.st_size) > LargestFile)
        return tooLargeFile();
    const Outcome<crypto::WipedBytes> log =
        readAll(file.get(), static_cast<std::size_t>(status.st_size), name);
    return log ? applySqliteLog(database, *log) : log.error();
}

/// A regular file that is open.
Outcome<Content> readFile(const std::string& path, int fd, const struct stat& status)
{
    if (!S_ISREG(status.st_mode)) {
        errno = EINVAL;
        return cannotRead(path);
    }
    if (static_cast<std::size_t>(status.st_size) > LargestFile)
        return tooLargeFile();
    Outcome<crypto::WipedBytes> bytes = readAll(fd, static_cast<std::size_t>(status.st_size), path);
    if (!bytes)
        return bytes.error();
    if (beginsAsSqlite(*bytes)) {
        if (const Outcome<void> taken = takeLogBeside(path, *bytes); !taken)
            return taken.error();
    }
    return Content(std::move(*bytes), path);
}

/// A folder as a whole, which some programs keep: by the file of it that tells of the others.
Outcome<Content> readFolder(const std::string& path, int folder)
{
    constexpr const char* IndexName = "manifest.json";
    const base::Descriptor file(::openat(folder, IndexName, O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status = {};
    if (file.get() < 0 || ::fstat(file.get(), &status) != 0) {
        if (errno == ENOENT)
            errno = EISDIR;
        return cannotRead(path);
    }
    return readFile(path + '/' + IndexName, file.get(), status);
}

} // namespace

Content::Content(crypto::WipedBytes bytes, std::string path)
    : m_bytes(std::move(bytes)),
      m_path(std::move(path)),
      m_text(asText(m_bytes))
{
    if (beginsAsArchive(m_bytes))
        m_members = membersOf(m_bytes);
    if (beginsAsPicture(m_bytes))
        m_codes = std::make_shared<const base::Result<PictureTexts>>(readPictureTexts(m_bytes));
    const std::size_t first = m_text.find_first_not_of(" \t\r\n");
    m_beginsAsJson =
        first != std::string_view::npos && (m_text[first] == '{' || m_text[first] == '[');
    if (!m_beginsAsJson)
        return;
    if (base::Result<base::json::Value> value = base::json::read(m_text, JsonLimits))
        m_json = std::move(*value);
}

bool Content::hasMember(std::string_view name) const
{
    return std::ranges::find(m_members, name) != m_members.end();
}

Outcome<Content> readContent(const std::string& path)
{
    const base::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status = {};
    if (file.get() < 0 || ::fstat(file.get(), &status) != 0)
        return cannotRead(path);
    if (S_ISDIR(status.st_mode))
        return readFolder(path, file.get());
    return readFile(path, file.get(), status);
}

} // namespace transfer
