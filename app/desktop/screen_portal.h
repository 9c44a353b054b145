// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"
#include "ui/add/screen_capture.h"

#include <QDBusConnection>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QUrl>
#include <QVariantMap>

class QDBusError;

namespace desktop {

class PortalRequest;

/// Pictures of the screens where only the desktop may take them, as on Wayland: its portal does,
/// org.freedesktop.portal.Screenshot, and may ask the user first.
class ScreenPortal : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds Patience { 60 }; ///< the user may be asked meanwhile

    /// The clock outlives it.
    ScreenPortal(QDBusConnection bus, const base::Clock& clock,
        std::chrono::milliseconds patience = Patience, QObject* parent = nullptr);

    /// A portal looks into the process that asks it, and remembers it by its connection. This makes
    /// it look, with a question that changes nothing: so it comes before forbidInspection(). Waits
    /// for the answer, two seconds at most; without a portal nothing happens.
    static void meet(const QDBusConnection& bus);

    /// One picture of all screens. CaptureRefused: the portal was started anew and can no longer
    /// look into this process. One at a time; another meanwhile is CaptureFailed.
    void take(ui::add::ScreensTaken taken);

private:
    void ask();
    void respond(uint outcome, const QVariantMap& results);
    void readRefusal(const QDBusError& error);
    void finish(base::Result<std::vector<QImage>> pictures);
    void fail(const char* why);

    QDBusConnection m_bus;
    const base::Clock& m_clock;
    QTimer m_patience;
    ui::add::ScreensTaken m_taken; ///< while the portal is at it
    QPointer<PortalRequest> m_request; ///< and what it was asked for
    base::Time m_asked;
    unsigned m_count = 0;
};

/// The picture in the file that a portal names, which is removed before a byte of it is decoded:
/// others may be able to read it. CaptureFailed, and nothing is touched, unless it is a regular
/// file of this user, not older than `asked` (but for the two seconds that file systems round by)
/// and of at most 128 MiB. PictureUnreadable or PictureTooLarge as of any picture.
base::Result<QImage> takePortalPicture(const QUrl& address, base::Time asked);

} // namespace desktop
