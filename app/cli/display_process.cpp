// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/display_process.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QPixmap>
#include <QScreen>
#include <QTimer>

#include <array>
#include <chrono>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace cli {

namespace {

constexpr std::chrono::milliseconds HoldTime = 30s;

/// Away from the caller's terminal and pipes: whoever reads the program's output must not wait for
/// a clipboard, and the window system's complaints are told in our own words.
void detach()
{
    ::setsid();
    const int nothing = ::open("/dev/null", O_RDWR);
    for (const int descriptor : { STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO })
        ::dup2(nothing, descriptor);
    ::close(nothing);
}

void sendCaptured(int connection, const std::vector<QImage>& pictures, const QByteArray& text)
{
    const CaptureHeader header { static_cast<std::uint32_t>(pictures.size()),
        static_cast<std::uint32_t>(text.size()) };
    bool isSent = sendAll(connection, &header, sizeof header);
    for (const QImage& picture : pictures) {
        const PictureHeader size { picture.width(), picture.height() };
        isSent = isSent && sendAll(connection, &size, sizeof size);
        for (int line = 0; isSent && line < picture.height(); ++line)
            isSent = sendAll(connection, picture.constScanLine(line),
                static_cast<std::size_t>(picture.width()) * 4);
    }
    if (isSent)
        sendAll(connection, text.constData(), static_cast<std::size_t>(text.size()));
}

void sendScreens(int connection)
{
    std::vector<QImage> pictures;
    for (QScreen* screen : QGuiApplication::screens()) {
        const QImage picture = screen->grabWindow(0).toImage();
        if (!picture.isNull())
            pictures.push_back(picture.convertToFormat(QImage::Format_RGB32));
    }
    sendCaptured(connection, pictures, {});
}

void sendClipboard(int connection)
{
    const QMimeData* contents = QGuiApplication::clipboard()->mimeData();
    std::vector<QImage> pictures;
    QByteArray text; // in a process that ends at once
    if (contents && contents->hasImage()) {
        const auto picture = contents->imageData().value<QImage>();
        if (!picture.isNull())
            pictures.push_back(picture.convertToFormat(QImage::Format_RGB32));
    } else if (contents && contents->hasText()) {
        text = contents->text().toUtf8();
    }
    sendCaptured(connection, pictures, text);
}

void holdCode(QGuiApplication& application, int connection)
{
    std::array<char, 64> code = {};
    std::uint32_t size = 0;
    if (!receiveAll(connection, &size, sizeof size) || size > code.size()
        || !receiveAll(connection, code.data(), size))
        return;
    auto* contents = new QMimeData; // owned by the clipboard
    contents->setText(QString::fromUtf8(code.data(), static_cast<qsizetype>(size)));
    // Clipboard histories of the desktops leave out what is marked so.
    contents->setData(u"x-kde-passwordManagerHint"_s, "secret");
    QClipboard* clipboard = QGuiApplication::clipboard();
    clipboard->setMimeData(contents);
    if (!clipboard->ownsClipboard())
        return;
    sendAll(connection, &DisplayDone, 1);
    ::close(connection);

    QObject::connect(clipboard, &QClipboard::dataChanged, &application, [clipboard] {
        if (!clipboard->ownsClipboard())
            QCoreApplication::quit();
    });
    QTimer::singleShot(HoldTime, &application, [clipboard] {
        if (clipboard->ownsClipboard())
            clipboard->clear();
        QCoreApplication::quit();
    });
    QGuiApplication::exec();
}

} // namespace

void runDisplayProcess(Display::Task task, int connection)
{
    detach();
    static char name[] = "countersign-cli";
    std::array<char*, 2> words = { name, nullptr };
    int count = 1;
    QGuiApplication application(count, words.data());
    const QString platform = QGuiApplication::platformName();
    if (platform != "xcb"_L1 && !platform.startsWith("wayland"_L1))
        ::_exit(1);
    sendAll(connection, &DisplayReady, 1);
    switch (task) {
    case Display::Task::Screen:
        sendScreens(connection);
        break;
    case Display::Task::Clipboard:
        sendClipboard(connection);
        break;
    case Display::Task::HoldCode:
        holdCode(application, connection);
        break;
    }
    // The caller's buffers are copied into this process and not to be written twice.
    ::_exit(0);
}

} // namespace cli
