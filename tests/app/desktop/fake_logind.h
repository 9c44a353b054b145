// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QDBusConnection>
#include <QDBusObjectPath>
#include <QDBusUnixFileDescriptor>
#include <QObject>
#include <QStringList>

#include <fcntl.h>
#include <unistd.h>

namespace support {

/// The part of logind that we use, as org.freedesktop.login1.Manager. Emitting a signal sends it.
class FakeLoginManager : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    ~FakeLoginManager() override { closeDelay(); }

    /// Whether somebody still holds the delay that was given out last: the other end of the pipe.
    bool isDelayed() const
    {
        char byte = 0;
        return m_readEnd >= 0 && ::read(m_readEnd, &byte, 1) != 0;
    }
    QStringList inhibitions; ///< what was asked for: the four arguments with commas between

public slots:
    QDBusObjectPath GetSessionByPID(uint /*pid*/)
    {
        return QDBusObjectPath(QStringLiteral("/org/freedesktop/login1/session/_31"));
    }
    QDBusUnixFileDescriptor Inhibit(
        const QString& what, const QString& who, const QString& why, const QString& mode)
    {
        inhibitions << QStringList({ what, who, why, mode }).join(u',');
        closeDelay();
        int ends[2] = {};
        if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
            return {};
        m_readEnd = ends[0];
        const QDBusUnixFileDescriptor writeEnd(ends[1]); // a copy
        ::close(ends[1]);
        return writeEnd;
    }

signals:
    void PrepareForSleep(bool start);

private:
    void closeDelay()
    {
        if (m_readEnd >= 0)
            ::close(m_readEnd);
        m_readEnd = -1;
    }
    int m_readEnd = -1;
};

/// The session that FakeLoginManager names.
class FakeLoginSession : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Session")

signals:
    void Lock();
};

/// Both on the test's own bus, over a connection of their own.
class FakeLogind
{
public:
    FakeLogind() : m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, Connection))
    {
        const auto all = QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals;
        if (!m_bus.registerObject(QStringLiteral("/org/freedesktop/login1"), &manager, all)
            || !m_bus.registerObject(
                QStringLiteral("/org/freedesktop/login1/session/_31"), &session, all)
            || !m_bus.registerService(QStringLiteral("org.freedesktop.login1")))
            qFatal("cannot stand in for logind");
    }
    ~FakeLogind() { QDBusConnection::disconnectFromBus(Connection); }

    FakeLoginManager manager;
    FakeLoginSession session;

private:
    static inline const QString Connection = QStringLiteral("logind");
    QDBusConnection m_bus;
};

} // namespace support
