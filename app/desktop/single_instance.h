// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"

#include <QDBusConnection>
#include <QObject>

namespace desktop {

/// One window per vault and user session, by a name on the session bus and the standard interface
/// org.freedesktop.Application there. Nothing on it answers, reveals or saves: whatever comes
/// through it is a wish that somebody in front of the window sees. Without a bus every start is
/// alone.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    enum class Role {
        First, ///< the name is ours
        Second, ///< another process has it
        Alone, ///< there is no bus
    };

    /// For the vault at `vaultPath`; the usual one has the plain program id as its name.
    SingleInstance(QDBusConnection bus, const std::string& vaultPath, QObject* parent = nullptr);
    ~SingleInstance() override;

    Role claim();
    /// For a second one: asks the first to come to the front, or to look at a link. False if it
    /// does not answer.
    bool forward(const crypto::SecretBytes& link);

    QString busName() const { return m_name; }

signals:
    void activated();
    void addRequested();
    void lockRequested();
    /// A link, at most LongestLink bytes. It came as a D-Bus argument and so was text already.
    void linkArrived(const QByteArray& link);

private:
    QDBusConnection m_bus;
    QString m_name;
    bool m_isFirst = false;
};

} // namespace desktop
