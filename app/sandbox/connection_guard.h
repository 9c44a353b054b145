// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/sandbox/request_meter.h"

#include <QObject>
#include <QTimer>

class QTcpSocket;

namespace sandbox {

/// Stands before Qt's server at one connection and ends it when its limits are passed: a request
/// that is too long, comes too slowly, or before the last one was answered. What Qt's server has
/// not been shown it cannot keep. Owned by its socket.
class ConnectionGuard : public QObject
{
    Q_OBJECT

public:
    /// Before anybody else connects to the socket's readyRead. The limits outlive it.
    ConnectionGuard(QTcpSocket* socket, const Limits& limits);

    /// The guard of a connection that has one.
    static ConnectionGuard* of(QTcpSocket* socket);
    /// The answer has been written, and the next request may come.
    void answered();

private:
    void look();
    void refuse(int status);
    void drain();

    QTcpSocket* m_socket;
    const Limits& m_limits;
    RequestMeter m_meter;
    QTimer m_patience;
    qsizetype m_drained = 0;
    bool m_isBeingAnswered = false;
};

} // namespace sandbox
