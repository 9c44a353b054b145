// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/add/screen_capture.h"

#include <QDBusConnection>
#include <QObject>
#include <QTimer>
#include <QUrl>
#include <QVariantMap>

#include <ctime>

class QDBusError;

namespace desktop {

/// Pictures of the screens where only the desktop may take them, as on Wayland: its portal does,
/// org.freedesktop.portal.Screenshot, and may ask the user first.
class ScreenPortal : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds Patience { 60 }; ///< the user may be asked meanwhile

    explicit ScreenPortal(QDBusConnection bus, std::chrono::milliseconds patience = Patience,
        QObject* parent = nullptr);

    /// A portal looks into the process that asks it, and remembers it by its connection. This makes
    /// it look, with a question that changes nothing: so it comes before forbidInspection(). Waits
    /// for the answer, two seconds at most; without a portal nothing happens.
    static void meet(const QDBusConnection& bus);

    /// One picture of all screens. CaptureRefused: the portal was started anew and can no longer
    /// look into this process. One at a time; another meanwhile is CaptureFailed.
    void take(ui::add::ScreensTaken taken);

private slots:
    void respond(uint outcome, const QVariantMap& results);

private:
    void ask();
    void readRefusal(const QDBusError& error);
    void finish(base::Result<std::vector<QImage>> pictures);
    void fail(const char* why);
    void listen(bool isListening);

    QDBusConnection m_bus;
    QTimer m_patience;
    ui::add::ScreensTaken m_taken; ///< while the portal is at it
    QString m_request; ///< its object at the portal
    timespec m_asked = {};
    unsigned m_count = 0;
};

/// The picture in the file that a portal names, which is removed before a byte of it is decoded:
/// others may be able to read it. CaptureFailed, and nothing is touched, unless it is a regular
/// file of this user, not older than `asked` and of at most 128 MiB. PictureUnreadable or
/// PictureTooLarge as of any picture.
base::Result<QImage> takePortalPicture(const QUrl& address, const timespec& asked);
/// The present in the clock of file times.
timespec fileTime();

} // namespace desktop
