// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/secret_input.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cli {

namespace {

using base::ErrorCode;

base::Error readError(const std::string& path)
{
    const std::string reason = std::strerror(errno);
    return { ErrorCode::CannotRead, "secret: " + reason, { path, reason } };
}

/// Reads to the end, or, with `oneLine`, to the first line feed, which is left out.
base::Result<crypto::SecretBytes> readAll(
    int fd, const std::string& path, std::size_t limit, bool oneLine)
{
    base::Result<crypto::SecretBytes> secret = crypto::SecretBytes::ofSize(limit + 1);
    if (!secret)
        return secret;
    std::size_t size = 0;
    while (size <= limit) {
        std::uint8_t* const next = secret->bytes().data() + size;
        // Byte by byte where something else is to be read after the line.
        const ssize_t count = ::read(fd, next, oneLine ? 1 : limit + 1 - size);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return readError(path);
        if (count == 0 || (oneLine && *next == '\n'))
            break;
        size += static_cast<std::size_t>(count);
    }
    if (size > limit)
        return base::Error { ErrorCode::TooLarge, "secret file", { path, std::to_string(limit) } };
    secret->truncate(size);
    return secret;
}

} // namespace

base::Result<crypto::SecretBytes> readSecretFile(const QString& path, std::size_t limit)
{
    const std::string name = QFile::encodeName(path).toStdString();
    const int fd = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return readError(name);
    base::Result<crypto::SecretBytes> secret = readAll(fd, name, limit, false);
    ::close(fd);
    return secret;
}

bool othersCanRead(const QString& path)
{
    struct stat status = {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 && S_ISREG(status.st_mode)
        && (status.st_mode & 044) != 0;
}

base::Result<crypto::SecretBytes> readSecretLine()
{
    base::Result<crypto::SecretBytes> line = readAll(STDIN_FILENO, "-", LongestSecret, true);
    if (line && line->text().ends_with('\r'))
        line->truncate(line->size() - 1);
    return line;
}

base::Result<crypto::SecretBytes> readSecretInput(std::size_t limit)
{
    return readAll(STDIN_FILENO, "-", limit, false);
}

} // namespace cli
