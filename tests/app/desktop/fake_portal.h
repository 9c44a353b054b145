// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QDBusAbstractAdaptor>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QFile>
#include <QObject>
#include <QSet>
#include <QVariantMap>

#include <fcntl.h>
#include <functional>
#include <unistd.h>

namespace support {

/// The desktop's portal, as far as pictures of the screen go, on the test's own bus over a
/// connection of its own. As the real one it serves a process only after it could look into it
/// once, and keeps that by the name of the connection.
class FakePortal : public QObject
{
    Q_OBJECT

public:
    FakePortal();
    ~FakePortal() override { QDBusConnection::disconnectFromBus(Connection); }

    /// What a request ends with; without it, it never ends.
    std::function<std::pair<uint, QVariantMap>()> outcome;
    bool refusesAll = false;
    int met = 0; ///< processes that it could look into
    int wishes = 0; ///< pictures asked for
    QString request; ///< the object of the last one
    QString asker; ///< and who it was for

    /// Sends the end of a request, from any connection.
    static void respond(QDBusConnection from, const QString& to, const QString& request, uint code,
        const QVariantMap& results)
    {
        QDBusMessage signal = QDBusMessage::createTargetedSignal(to, request,
            QStringLiteral("org.freedesktop.portal.Request"), QStringLiteral("Response"));
        signal << code << results;
        from.send(signal);
    }
    void leave() { m_bus.unregisterService(Name); }
    /// It stays, and takes no pictures.
    void takeNoMore() { m_bus.unregisterObject(QStringLiteral("/org/freedesktop/portal/desktop")); }

    /// Whether the caller is served; where not, it has been told.
    bool admits(const QDBusMessage& message)
    {
        const QString name = message.service();
        if (!refusesAll && m_known.contains(name))
            return true;
        const uint process = m_bus.interface()->servicePid(name);
        const QByteArray root = "/proc/" + QByteArray::number(process) + "/root";
        const int open = ::open(root.constData(), O_PATH | O_DIRECTORY | O_CLOEXEC);
        if (open >= 0)
            ::close(open);
        if (refusesAll || open < 0) {
            m_bus.send(message.createErrorReply(QDBusError::AccessDenied,
                QStringLiteral("Portal operation not allowed: Unable to open /proc")));
            return false;
        }
        m_known.insert(name);
        ++met;
        return true;
    }
    void take(const QDBusMessage& message, const QString& token)
    {
        ++wishes;
        asker = message.service();
        QString sender = asker.mid(1);
        sender.replace(u'.', u'_');
        request =
            QStringLiteral("/org/freedesktop/portal/desktop/request/%1/%2").arg(sender, token);
        m_bus.send(message.createReply(QVariant::fromValue(QDBusObjectPath(request))));
        if (!outcome)
            return;
        const auto [code, results] = outcome();
        respond(m_bus, asker, request, code, results);
    }

private:
    static inline const QString Connection = QStringLiteral("portal");
    static inline const QString Name = QStringLiteral("org.freedesktop.portal.Desktop");
    QDBusConnection m_bus;
    QSet<QString> m_known;
};

class FakeScreenshot : public QDBusAbstractAdaptor
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Screenshot")

public:
    explicit FakeScreenshot(FakePortal* portal)
        : QDBusAbstractAdaptor(portal),
          m_portal(*portal) { }

public slots:
    QDBusObjectPath Screenshot(
        const QString& /*parent*/, const QVariantMap& options, const QDBusMessage& message)
    {
        message.setDelayedReply(true);
        if (m_portal.admits(message))
            m_portal.take(message, options.value(QStringLiteral("handle_token")).toString());
        return {};
    }

private:
    FakePortal& m_portal;
};

class FakeNetworkMonitor : public QDBusAbstractAdaptor
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.NetworkMonitor")

public:
    explicit FakeNetworkMonitor(FakePortal* portal)
        : QDBusAbstractAdaptor(portal),
          m_portal(*portal)
    { }

public slots:
    bool GetAvailable(const QDBusMessage& message)
    {
        if (!m_portal.admits(message))
            message.setDelayedReply(true);
        return true;
    }

private:
    FakePortal& m_portal;
};

inline FakePortal::FakePortal()
    : m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, Connection))
{
    new FakeScreenshot(this);
    new FakeNetworkMonitor(this);
    if (!m_bus.registerObject(QStringLiteral("/org/freedesktop/portal/desktop"), this)
        || !m_bus.registerService(Name))
        qFatal("cannot stand in for the portal");
}

} // namespace support
