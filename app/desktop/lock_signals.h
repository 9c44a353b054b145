// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QDBusConnection>
#include <QObject>

namespace desktop {

/// Tells when the desktop is locked or the computer goes to sleep: the screen saver's signal on the
/// session bus, logind's on the system bus. Anybody on the bus may send these, and all that comes
/// of it is a lock.
class LockSignals : public QObject
{
    Q_OBJECT

public:
    LockSignals(const QDBusConnection& session, const QDBusConnection& system, QObject* parent);

signals:
    void lockRequested();
};

} // namespace desktop
