// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/desktop/lock_signals.h"

#include "app/desktop/bus_interfaces.h"

#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace desktop {

LockSignals::LockSignals(
    const QDBusConnection& session, const QDBusConnection& system, QObject* parent)
    : QObject(parent)
{
    if (session.isConnected()) {
        auto* saver = new ScreenSaver(session, this);
        connect(saver, &ScreenSaver::ActiveChanged, this, [this](bool active) {
            if (active)
                emit lockRequested();
        });
    }
    if (!system.isConnected())
        return;
    auto* manager = new LoginManager(system, this);
    connect(manager, &LoginManager::PrepareForSleep, this, [this](bool start) {
        if (start)
            emit lockRequested();
    });
    // 0 is the caller: the signal comes from its session's real path, not from "auto".
    auto* watcher = new QDBusPendingCallWatcher(
        manager->asyncCall(QStringLiteral("GetSessionByPID"), 0U), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, system, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusObjectPath> reply = *watcher;
        if (reply.isError())
            return; // no session, no logind: the other signals remain
        auto* login = new LoginSession(reply.value().path(), system, this);
        connect(login, &LoginSession::Lock, this, &LockSignals::lockRequested);
    });
}

} // namespace desktop
