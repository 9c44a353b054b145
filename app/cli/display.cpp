// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/display.h"

#include "app/cli/display_process.h"
#include "app/cli/translated.h"

#include <cerrno>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace cli {

namespace {

constexpr std::uint32_t MostPictures = 16;
constexpr std::uint32_t LongestText = 64 * 1024;
constexpr std::int64_t MostPixels = 200'000'000;

Failure noDisplay(Display::Task task)
{
    const char* const next = task == Display::Task::HoldCode
        ? QT_TRANSLATE_NOOP("cli", "Start this inside the desktop session, or leave out --copy.")
        : QT_TRANSLATE_NOOP(
            "cli", "Start this inside the desktop session, or use a picture file instead.");
    return { .status = ExitStatus::Unsupported,
        .message = translated(
            QT_TRANSLATE_NOOP("cli", "There is no display (X11 or Wayland) to be reached.")),
        .next = translated(next) };
}

Failure nothingCaptured()
{
    return { .status = ExitStatus::Unsupported,
        .message = translated(
            QT_TRANSLATE_NOOP("cli", "The desktop gave no picture of the screen or clipboard.")),
        .next = translated(
            QT_TRANSLATE_NOOP("cli", "Save a screenshot as a picture file and use that.")) };
}

base::Result<QImage> receivePicture(int connection)
{
    const base::Error cutShort { base::ErrorCode::CaptureFailed, "display process" };
    PictureHeader size;
    if (!receiveAll(connection, &size, sizeof size) || size.width <= 0 || size.height <= 0
        || std::int64_t { size.width } * size.height > MostPixels)
        return cutShort;
    QImage picture(size.width, size.height, QImage::Format_RGB32);
    if (picture.isNull())
        return cutShort;
    for (int line = 0; line < size.height; ++line) {
        if (!receiveAll(
                connection, picture.scanLine(line), static_cast<std::size_t>(size.width) * 4))
            return cutShort;
    }
    return picture;
}

} // namespace

bool sendAll(int connection, const void* bytes, std::size_t size)
{
    const auto* next = static_cast<const char*>(bytes);
    while (size > 0) {
        const ssize_t count = ::send(connection, next, size, MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        next += count;
        size -= static_cast<std::size_t>(count);
    }
    return true;
}

bool receiveAll(int connection, void* bytes, std::size_t size)
{
    auto* next = static_cast<char*>(bytes);
    while (size > 0) {
        const ssize_t count = ::recv(connection, next, size, 0);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        next += count;
        size -= static_cast<std::size_t>(count);
    }
    return true;
}

Outcome<Display> Display::start(Task task)
{
    int ends[2] = { -1, -1 };
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return noDisplay(task);
    const pid_t process = ::fork();
    if (process == 0) {
        ::close(ends[0]);
        runDisplayProcess(task, ends[1]);
    }
    ::close(ends[1]);
    if (process < 0) {
        ::close(ends[0]);
        return noDisplay(task);
    }
    Display display(ends[0], process);
    char answer = 0;
    if (!receiveAll(display.m_connection, &answer, 1) || answer != DisplayReady)
        return noDisplay(task);
    return display;
}

Display::Display(Display&& other) noexcept
    : m_connection(std::exchange(other.m_connection, -1)),
      m_process(std::exchange(other.m_process, -1))
{ }

Display::~Display()
{
    if (m_connection >= 0)
        ::close(m_connection); // its end of input; it goes by itself
    if (m_process > 0)
        ::waitpid(m_process, nullptr, 0);
}

Outcome<Captured> Display::capture()
{
    CaptureHeader header;
    if (!receiveAll(m_connection, &header, sizeof header) || header.pictures > MostPictures
        || header.textSize > LongestText || header.pictures + header.textSize == 0)
        return nothingCaptured();
    Captured captured;
    for (std::uint32_t i = 0; i < header.pictures; ++i) {
        base::Result<QImage> picture = receivePicture(m_connection);
        if (!picture)
            return nothingCaptured();
        captured.pictures.push_back(std::move(*picture));
    }
    base::Result<crypto::SecretBytes> text = crypto::SecretBytes::ofSize(header.textSize);
    if (!text)
        return failed(text.error());
    if (!receiveAll(m_connection, text->bytes().data(), text->size()))
        return nothingCaptured();
    captured.text = std::move(*text);
    return captured;
}

Outcome<void> Display::hold(std::string_view code)
{
    const auto size = static_cast<std::uint32_t>(code.size());
    char answer = 0;
    const bool isHeld = sendAll(m_connection, &size, sizeof size)
        && sendAll(m_connection, code.data(), code.size()) && receiveAll(m_connection, &answer, 1)
        && answer == DisplayDone;
    if (isHeld) {
        m_process = -1; // outlives this call
        return {};
    }
    return Failure { .status = ExitStatus::Unsupported,
        .message = translated(QT_TRANSLATE_NOOP("cli", "The desktop did not take the code.")),
        .next = translated(QT_TRANSLATE_NOOP("cli", "Copy it from the terminal instead.")) };
}

} // namespace cli
