// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/connection_guard.h"

#include "app/sandbox/door.h"
#include "app/sandbox/errors.h"
#include "app/sandbox/writing.h"

#include <QTcpSocket>

namespace sandbox {

namespace {

/// Read and dropped after a refusal, so that a program that writes first and reads then gets to
/// know it: a connection closed with bytes unread is reset, and the refusal lost.
constexpr qsizetype MostDrained = qsizetype { 16 } * 1024 * 1024;
constexpr int RequestTimeout = 408;

} // namespace

ConnectionGuard::ConnectionGuard(QTcpSocket* socket, const Limits& limits)
    : QObject(socket),
      m_socket(socket),
      m_limits(limits)
{
    // What has come and was not read yet is memory, too.
    m_socket->setReadBufferSize(m_limits.head + m_limits.body);
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        if (m_meter.isIdle())
            m_socket->disconnectFromHost();
        else
            refuse(RequestTimeout);
    });
    connect(m_socket, &QTcpSocket::readyRead, this, &ConnectionGuard::look);
    m_patience.start(m_limits.request);
}

ConnectionGuard* ConnectionGuard::of(QTcpSocket* socket)
{
    return socket->findChild<ConnectionGuard*>(QString(), Qt::FindDirectChildrenOnly);
}

void ConnectionGuard::answered()
{
    m_isBeingAnswered = false;
    m_patience.start(m_limits.idle);
}

void ConnectionGuard::look()
{
    const QByteArray bytes = m_socket->peek(m_socket->bytesAvailable());
    if (bytes.isEmpty())
        return;
    if (m_isBeingAnswered)
        return refuse(statusOf(RequestMeter::Verdict::NotUnderstood));
    if (m_meter.isIdle())
        m_patience.start(m_limits.request);
    const RequestMeter::Verdict verdict = m_meter.take(bytes, m_limits);
    if (verdict == RequestMeter::Verdict::Whole) {
        m_isBeingAnswered = true;
        m_patience.stop();
    } else if (const int status = statusOf(verdict)) {
        refuse(status);
    }
}

void ConnectionGuard::refuse(int status)
{
    // Those who have connected later are not called any more, for these bytes already.
    disconnect(m_socket, &QTcpSocket::readyRead, nullptr, nullptr);
    if (m_socket->isTransactionStarted())
        m_socket->commitTransaction(); // Qt's server's, in which everything read is kept
    Reply reply = refused("E0000002");
    reply.status = status;
    addSafetyHeaders(reply);
    m_socket->write(headOf(reply, true) + reply.body);
    disconnect(&m_patience, nullptr, this, nullptr);
    connect(&m_patience, &QTimer::timeout, m_socket, &QTcpSocket::abort);
    connect(m_socket, &QTcpSocket::readyRead, this, &ConnectionGuard::drain);
    m_patience.start(m_limits.parting);
    drain();
}

void ConnectionGuard::drain()
{
    m_drained += m_socket->skip(m_socket->bytesAvailable());
    if (m_drained > MostDrained)
        m_socket->abort();
}

} // namespace sandbox
