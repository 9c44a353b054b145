// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QDBusAbstractInterface>
#include <QVariantMap>

namespace desktop {

// NOLINTBEGIN(readability-identifier-naming): the names of the signals are the bus's
/// The screen saver of the session. The signals of these classes have the names that the bus uses:
/// connecting to one subscribes to it.
class ScreenSaver : public QDBusAbstractInterface
{
    Q_OBJECT

public:
    ScreenSaver(const QDBusConnection& bus, QObject* parent)
        : QDBusAbstractInterface(QStringLiteral("org.freedesktop.ScreenSaver"),
            QStringLiteral("/org/freedesktop/ScreenSaver"), "org.freedesktop.ScreenSaver", bus,
            parent)
    { }

signals:
    void ActiveChanged(bool active);
};

/// logind as a whole: sleep.
class LoginManager : public QDBusAbstractInterface
{
    Q_OBJECT

public:
    LoginManager(const QDBusConnection& bus, QObject* parent)
        : QDBusAbstractInterface(QStringLiteral("org.freedesktop.login1"),
            QStringLiteral("/org/freedesktop/login1"), "org.freedesktop.login1.Manager", bus,
            parent)
    { }

signals:
    void PrepareForSleep(bool start);
};

/// The session of this user at logind.
class LoginSession : public QDBusAbstractInterface
{
    Q_OBJECT

public:
    LoginSession(const QString& path, const QDBusConnection& bus, QObject* parent)
        : QDBusAbstractInterface(QStringLiteral("org.freedesktop.login1"), path,
            "org.freedesktop.login1.Session", bus, parent)
    { }

signals:
    void Lock();
};

/// Whoever shows notifications in the session.
class Notifications : public QDBusAbstractInterface
{
    Q_OBJECT

public:
    Notifications(const QDBusConnection& bus, QObject* parent)
        : QDBusAbstractInterface(QStringLiteral("org.freedesktop.Notifications"),
            QStringLiteral("/org/freedesktop/Notifications"), "org.freedesktop.Notifications", bus,
            parent)
    { }

signals:
    void ActionInvoked(uint id, const QString& action);
    void NotificationClosed(uint id, uint reason);
};

/// What the desktop's portal was asked for, until it is done.
class PortalRequest : public QDBusAbstractInterface
{
    Q_OBJECT

public:
    PortalRequest(const QString& path, const QDBusConnection& bus, QObject* parent)
        : QDBusAbstractInterface(QStringLiteral("org.freedesktop.portal.Desktop"), path,
            "org.freedesktop.portal.Request", bus, parent)
    { }

signals:
    void Response(uint outcome, const QVariantMap& results);
};
// NOLINTEND(readability-identifier-naming)

} // namespace desktop
