// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/vault_session.h"

#include <QDBusConnection>
#include <QDBusUnixFileDescriptor>
#include <QObject>
#include <QTimer>

namespace desktop {

/// Has logind wait with sleep while the vault is open, so that it is locked and wiped before memory
/// stands still or, for hibernation, goes to the disk, and the last backup is written. The lock
/// itself comes from LockSignals. logind waits for five seconds at most, and without logind there
/// is no delay.
class SleepDelay : public QObject
{
    Q_OBJECT

public:
    /// The session outlives it.
    SleepDelay(const QDBusConnection& system, vault::VaultSession& session, QObject* parent);

    /// Something that is to be finished before the computer sleeps begins or ends.
    void setWorking(bool isWorking);

private:
    void take();
    void giveBack();

    QDBusConnection m_system;
    vault::VaultSession& m_session;
    bool m_isWorking = false;
    QTimer m_afterTheLock;
    QDBusUnixFileDescriptor m_delay; ///< logind waits for as long as this is open
};

} // namespace desktop
