// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/desktop/sleep_delay.h"

#include "app/desktop/bus_interfaces.h"

#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace desktop {

SleepDelay::SleepDelay(const QDBusConnection& system, vault::VaultSession& session, QObject* parent)
    : QObject(parent),
      m_system(system),
      m_session(session)
{
    // Not in this very call: the pages are told of the lock, too, and are deleted by events that
    // they post then. A timer of zero comes after those; singleShot(0) would be one of them.
    m_afterTheLock.setSingleShot(true);
    if (!system.isConnected())
        return;
    connect(&session, &vault::VaultSession::unlocked, this, &SleepDelay::take);
    connect(&m_afterTheLock, &QTimer::timeout, this, &SleepDelay::giveBack);
    connect(&session, &vault::VaultSession::locked, this, [this] { m_afterTheLock.start(0); });
    if (session.isOpen())
        take();
}

void SleepDelay::take()
{
    LoginManager manager(m_system, nullptr);
    auto* watcher =
        new QDBusPendingCallWatcher(manager.asyncCall(QStringLiteral("Inhibit"),
                                        QStringLiteral("sleep"), QStringLiteral("Countersign"),
                                        tr("The vault is locked first."), QStringLiteral("delay")),
            this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *watcher;
        // The vault may have been locked before the answer came.
        if (reply.isValid() && (m_session.isOpen() || m_isWorking))
            m_delay = reply.value();
    });
}

void SleepDelay::giveBack()
{
    if (!m_session.isOpen() && !m_isWorking)
        m_delay = {};
}

void SleepDelay::setWorking(bool isWorking)
{
    m_isWorking = isWorking;
    if (!isWorking)
        m_afterTheLock.start(0);
}

} // namespace desktop
