// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/listener.h"

#include "app/sandbox/connection_guard.h"
#include "app/sandbox/writing.h"

#include <QHttpServerRequest>
#include <QSslConfiguration>
#include <QSslServer>
#include <QTcpSocket>
#include <QTimer>

namespace sandbox {

namespace {

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

/// Hands connections on with a guard before them, and no more of them than may be open.
template <typename Server> class GuardedServer : public Server
{
public:
    explicit GuardedServer(const Limits& limits) : m_limits(limits) { }

    QTcpSocket* nextPendingConnection() override
    {
        while (QTcpSocket* socket = Server::nextPendingConnection()) {
            if (m_open >= m_limits.connections) {
                socket->abort();
                socket->deleteLater();
                continue;
            }
            ++m_open;
            QObject::connect(socket, &QObject::destroyed, this, [this] { --m_open; });
            new ConnectionGuard(socket, m_limits);
            return socket;
        }
        return nullptr;
    }

private:
    const Limits& m_limits;
    int m_open = 0;
};

} // namespace

Listener::Listener(Handler handler, const Limits& limits, QObject* parent)
    : QAbstractHttpServer(parent),
      m_handler(std::move(handler)),
      m_limits(limits)
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
    return listenWith(std::make_unique<GuardedServer<QTcpServer>>(m_limits), port, "http");
}

bool Listener::listenEncrypted(quint16 port, const QSslConfiguration& configuration)
{
    auto server = std::make_unique<GuardedServer<QSslServer>>(m_limits);
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
