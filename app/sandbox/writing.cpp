// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/writing.h"

#include "app/sandbox/connection_guard.h"

#include <QTcpSocket>
#include <QTimer>

namespace sandbox {

namespace {

/// What an endless body writes at a time, and how often.
constexpr int PieceSize = 16 * 1024;
constexpr int PieceMilliseconds = 5;

QByteArray reasonOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 204:
        return "No Content";
    case 302:
        return "Found";
    case 303:
        return "See Other";
    case 408:
        return "Request Timeout";
    case 411:
        return "Length Required";
    case 413:
        return "Content Too Large";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    default:
        return status < 400 ? "Success" : "Refused";
    }
}

void writeForEver(QTcpSocket* socket)
{
    auto* timer = new QTimer(socket);
    QObject::connect(timer, &QTimer::timeout, socket, [socket] {
        if (socket->bytesToWrite() < PieceSize)
            socket->write(QByteArray(PieceSize, ' '));
    });
    timer->start(PieceMilliseconds);
}

} // namespace

/// Written here and not by Qt's responder, which sets no Date, closes no connection and writes a
/// second Content-Length beside ours.
QByteArray headOf(const Reply& reply, bool closes)
{
    QByteArray head =
        "HTTP/1.1 " + QByteArray::number(reply.status) + ' ' + reasonOf(reply.status) + "\r\n";
    for (const auto& [name, value] : reply.headers)
        head += name + ": " + value + "\r\n";
    if (!reply.body.isEmpty() || reply.sending == Sending::Endless)
        head += "Content-Type: " + reply.type + "\r\n";
    if (reply.sending != Sending::Endless && reply.status != 204)
        head += "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n";
    if (closes)
        head += "Connection: close\r\n";
    return head + "\r\n";
}

void send(const Reply& reply, const Request& request, QTcpSocket* socket)
{
    if (reply.sending == Sending::Dropped) {
        socket->abort();
        return;
    }
    const bool endless = reply.sending == Sending::Endless;
    const bool closes = endless || request.header("Connection").toLower() == "close";
    socket->write(headOf(reply, closes));
    if (request.method != "HEAD")
        socket->write(reply.body);
    if (endless)
        writeForEver(socket);
    else if (closes)
        socket->disconnectFromHost();
    else if (ConnectionGuard* guard = ConnectionGuard::of(socket))
        guard->answered();
}

} // namespace sandbox
