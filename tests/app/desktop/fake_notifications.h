// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QObject>
#include <QStringList>

#include <vector>

namespace support {

/// What shows notifications in a session, as org.freedesktop.Notifications, on the test's own bus
/// over a connection of its own. Emitting a signal sends it.
class FakeNotifications : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Shown
    {
        uint id = 0;
        uint replaces = 0;
        QString title;
        QString body;
        QStringList actions;
    };

    FakeNotifications()
        : m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, Connection))
    {
        const auto all = QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals;
        if (!m_bus.registerObject(QStringLiteral("/org/freedesktop/Notifications"), this, all)
            || !m_bus.registerService(QStringLiteral("org.freedesktop.Notifications")))
            qFatal("cannot stand in for what shows notifications");
    }
    ~FakeNotifications() override { QDBusConnection::disconnectFromBus(Connection); }

    QStringList capabilities { QStringLiteral("actions"), QStringLiteral("body"),
        QStringLiteral("body-markup") };
    std::vector<Shown> notified; ///< each call, in order
    std::vector<uint> closed; ///< on demand

    const Shown& last() const { return notified.back(); }

public slots:
    QStringList GetCapabilities() { return capabilities; }
    uint Notify(const QDBusMessage& message)
    {
        const QVariantList arguments = message.arguments();
        Shown shown;
        shown.replaces = arguments.at(1).toUInt();
        shown.id = shown.replaces != 0 ? shown.replaces : ++m_last;
        shown.title = arguments.at(3).toString();
        shown.body = arguments.at(4).toString();
        shown.actions = arguments.at(5).toStringList();
        notified.push_back(shown);
        return shown.id;
    }
    void CloseNotification(uint id) { closed.push_back(id); }

signals:
    void ActionInvoked(uint id, const QString& action);
    void NotificationClosed(uint id, uint reason);

private:
    static inline const QString Connection = QStringLiteral("notifications");
    QDBusConnection m_bus;
    uint m_last = 6;
};

} // namespace support
