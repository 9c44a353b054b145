// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/redirect_listener.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>

namespace push::okta {

namespace {

constexpr int MostVisitors = 16; ///< at once

QByteArray withHead(
    const QByteArray& status, const QByteArray& headers, const QByteArray& body = {})
{
    return "HTTP/1.1 " + status
        + "\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
          "Content-Security-Policy: default-src 'none'\r\nX-Content-Type-Options: nosniff\r\n"
          "Connection: close\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n" + headers + "\r\n" + body;
}

QByteArray donePage(const DonePage& page)
{
    const QByteArray body = "<!doctype html><meta charset=\"utf-8\"><title>"
        + page.title.toHtmlEscaped().toUtf8() + "</title><h1>" + page.title.toHtmlEscaped().toUtf8()
        + "</h1><p>" + page.text.toHtmlEscaped().toUtf8() + "</p>\n";
    return withHead("200 OK", "Content-Type: text/html; charset=utf-8\r\n", body);
}

} // namespace

struct RedirectListener::Visitor
{
    QByteArray heard;
    std::unique_ptr<base::Timer> patience;
};

RedirectListener::RedirectListener(base::Timers& timers, DonePage page, QObject* parent)
    : QObject(parent),
      m_timers(timers),
      m_page(std::move(page)),
      m_end(timers.make([this] { m_server->close(); }))
{ }

RedirectListener::~RedirectListener()
{
    for (auto visitor = m_visitors.keyBegin(); visitor != m_visitors.keyEnd(); ++visitor)
        (*visitor)->disconnect(this);
    m_visitors.clear();
}

base::Result<void> RedirectListener::listen(PortRule rule, const std::string& state)
{
    m_server = std::make_unique<QTcpServer>();
    m_server->setMaxPendingConnections(MostVisitors);
    connect(m_server.get(), &QTcpServer::newConnection, this, [this] { welcome(); });
    m_state = state;
    if (rule == PortRule::Any && m_server->listen(QHostAddress::LocalHost))
        return {};
    std::string ports;
    for (const quint16 port : FixedPorts) {
        if (rule == PortRule::Fixed && m_server->listen(QHostAddress::LocalHost, port))
            return {};
        ports += (ports.empty() ? "" : ", ") + std::to_string(port);
    }
    return base::Error { base::ErrorCode::PortsBusy, "waiting for the browser", { ports } };
}

QString RedirectListener::address() const
{
    return QStringLiteral("http://127.0.0.1:%1%2")
        .arg(m_server->serverPort())
        .arg(QLatin1String(RedirectPath));
}

void RedirectListener::welcome()
{
    while (QTcpSocket* socket = m_server->nextPendingConnection()) {
        if (m_visitors.size() >= MostVisitors) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        auto visitor = std::make_shared<Visitor>();
        visitor->patience = m_timers.make([socket] { socket->abort(); });
        visitor->patience->start(VisitorPatience);
        m_visitors.insert(socket, visitor);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { hear(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_visitors.remove(socket);
            socket->deleteLater();
        });
    }
}

void RedirectListener::hear(QTcpSocket* socket)
{
    const auto visitor = m_visitors.value(socket);
    if (!visitor)
        return;
    visitor->heard += socket->read(LargestRequest + 1 - visitor->heard.size());
    const qsizetype end = visitor->heard.indexOf("\r\n\r\n");
    if (end < 0 && visitor->heard.size() <= LargestRequest)
        return;
    disconnect(socket, &QTcpSocket::readyRead, this, nullptr);
    say(socket,
        end < 0 ? withHead("431 Request Header Fields Too Large", {})
                : replyTo(visitor->heard.left(end)));
    // The visitor has been sent on: now whoever waits may close this listener.
    if (auto reply = std::move(m_reply))
        emit answered(*reply);
    else if (m_wrongStates >= MostWrongStates && !m_state.empty())
        emit gaveUp();
}

QByteArray RedirectListener::replyTo(const QByteArray& request)
{
    const Visit visit = readVisit(request, m_server->serverPort());
    switch (visit.kind) {
    case Visit::Kind::NotUnderstood:
        return withHead("400 Bad Request", {});
    case Visit::Kind::WrongMethod:
        return withHead("405 Method Not Allowed", "Allow: GET\r\n");
    case Visit::Kind::WrongHost:
        return withHead("421 Misdirected Request", {});
    case Visit::Kind::Answer:
        return replyToAnswer(visit.query);
    case Visit::Kind::SignedIn:
        if (m_state.empty()) {
            m_end->start(std::chrono::milliseconds(0));
            return donePage(m_page);
        }
        break;
    case Visit::Kind::Elsewhere:
        break;
    }
    return withHead("404 Not Found", {});
}

QByteArray RedirectListener::replyToAnswer(const QByteArray& query)
{
    const std::string state = stateIn(query);
    if (m_state.empty()
        || !crypto::equalInConstantTime(base::bytesOf(state), base::bytesOf(m_state))) {
        ++m_wrongStates;
        return withHead("400 Bad Request", {});
    }
    auto reply = readSignInReply(query);
    if (!reply)
        return withHead("400 Bad Request", {});
    m_state.clear();
    m_reply = std::make_unique<SignInReply>(std::move(*reply));
    m_end->start(PageWait);
    return withHead("303 See Other", "Location: " + QByteArray(SignedInPath) + "\r\n");
}

void RedirectListener::say(QTcpSocket* socket, const QByteArray& reply)
{
    socket->write(reply);
    socket->disconnectFromHost();
}

} // namespace push::okta
