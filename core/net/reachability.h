// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QObject>

namespace net {

/// Whether this computer has a network at all. What is not known counts as a network, and so does
/// one that leads only to its own site: an organisation's server may be there.
class Reachability : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    bool isOnline() const { return m_isOnline; }

signals:
    void changed(bool isOnline);

protected:
    void setOnline(bool isOnline);

private:
    bool m_isOnline = true;
};

/// As the system tells: NetworkManager over the bus, or GLib's monitor. Without either it is online
/// for ever. Lives on the thread of the application.
class SystemReachability : public Reachability
{
    Q_OBJECT

public:
    explicit SystemReachability(QObject* parent = nullptr);
};

} // namespace net
