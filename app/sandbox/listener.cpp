// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/listener.h"

#include <QHttpServerRequest>
#include <QSslConfiguration>
#include <QSslServer>
#include <QTcpSocket>
#include <QTimer>

namespace sandbox {

namespace {

/// What an endless body writes at a time, and how often.
constexpr int PieceSize = 16 * 1024;
constexpr int PieceMilliseconds = 5;

QByteArray nameOf(QHttpServerRequest::Method method)
{
    switch (method) {
    case QHttpServerRequest::Method::Get:
        return "GET";
    case QHttpServerRequest::Method::Put:
        return "PUT";
    case QHttpServerRequest::Method::Delete:
        return "DELETE";
    case QHttpServerRequest::Method::Post:
        return "POST";
    case QHttpServerRequest::Method::Head:
        return "HEAD";
    case QHttpServerRequest::Method::Options:
        return "OPTIONS";
    case QHttpServerRequest::Method::Patch:
        return "PATCH";
    default:
        return "OTHER";
    }
}

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
    case 429:
        return "Too Many Requests";
    default:
        return status < 400 ? "Success" : "Refused";
    }
}

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

void writeForEver(QTcpSocket* socket)
{
    auto* timer = new QTimer(socket);
    QObject::connect(timer, &QTimer::timeout, socket, [socket] {
        if (socket->bytesToWrite() < PieceSize)
            socket->write(QByteArray(PieceSize, ' '));
    });
    timer->start(PieceMilliseconds);
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
}

} // namespace

Listener::Listener(Handler handler, QObject* parent)
    : QAbstractHttpServer(parent),
      m_handler(std::move(handler))
{ }

Listener::~Listener() = default;

bool Listener::listenWith(std::unique_ptr<QTcpServer> server, quint16 port, const char* scheme)
{
    // Never another interface than the loopback one: what stands here is for this computer alone.
    if (!server->listen(QHostAddress(QHostAddress::LocalHost), port))
        return false;
    m_scheme = QLatin1String(scheme);
    m_port = server->serverPort();
    bind(server.release());
    return true;
}

bool Listener::listenPlainly(quint16 port)
{
    return listenWith(std::make_unique<QTcpServer>(), port, "http");
}

bool Listener::listenEncrypted(quint16 port, const QSslConfiguration& configuration)
{
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(configuration);
    return listenWith(std::move(server), port, "https");
}

QString Listener::origin() const
{
    return QStringLiteral("%1://127.0.0.1:%2").arg(m_scheme).arg(m_port);
}

quint16 Listener::port() const
{
    return m_port;
}

bool Listener::handleRequest(const QHttpServerRequest& request, QTcpSocket* socket)
{
    const Request asked = { .method = nameOf(request.method()),
        .path = request.url().path(QUrl::FullyEncoded),
        .query = request.query(),
        .headers = request.headers(),
        .body = request.body(),
        .peer = request.remoteAddress().toString(),
        .origin = m_scheme + QStringLiteral("://")
            + QString::fromLatin1(request.value(QByteArrayLiteral("host"))) };
    const Reply reply = m_handler(asked);
    if (reply.delay.count() == 0) {
        send(reply, asked, socket);
        return true;
    }
    // The socket as context: whoever has hung up by then gets nothing.
    QTimer::singleShot(reply.delay, socket, [reply, asked, socket] { send(reply, asked, socket); });
    return true;
}

void Listener::missingHandler(const QHttpServerRequest&, QTcpSocket*) { }

} // namespace sandbox
