// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/redirect_listener.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrlQuery>

namespace push::okta {

namespace {

constexpr auto Path = "/countersign/oauth";
constexpr auto DonePath = "/countersign/signed-in";
constexpr int MostVisitors = 16; ///< at once
constexpr qsizetype LongestDescription = 512;

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

/// The value of a header that occurs exactly once.
std::optional<QByteArray> onlyHeader(const QList<QByteArray>& lines, const QByteArray& name)
{
    std::optional<QByteArray> value;
    for (const QByteArray& line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon < 0 || line.left(colon).toLower() != name)
            continue;
        if (value)
            return std::nullopt;
        value = line.mid(colon + 1).trimmed();
    }
    return value;
}

QString parameter(const QUrlQuery& query, const char* name)
{
    // Said twice, it says nothing.
    const QStringList values = query.allQueryItemValues(QLatin1String(name), QUrl::FullyDecoded);
    return values.size() == 1 ? values.front() : QString();
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
        .arg(QLatin1String(Path));
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
    QList<QByteArray> lines = request.split('\n');
    for (QByteArray& line : lines)
        line = line.trimmed();
    const QList<QByteArray> words = lines.takeFirst().split(' ');
    const QByteArray host = "127.0.0.1:" + QByteArray::number(m_server->serverPort());
    if (words.size() != 3 || !words[2].startsWith("HTTP/1."))
        return withHead("400 Bad Request", {});
    if (words[0] != "GET")
        return withHead("405 Method Not Allowed", "Allow: GET\r\n");
    if (onlyHeader(lines, "host") != host)
        return withHead("421 Misdirected Request", {});
    const qsizetype mark = words[1].indexOf('?');
    const QByteArray path = words[1].left(mark < 0 ? words[1].size() : mark);
    if (path == DonePath && m_state.empty()) {
        m_end->start(std::chrono::milliseconds(0));
        return donePage(m_page);
    }
    if (path != Path || mark < 0)
        return withHead("404 Not Found", {});
    return replyToAnswer(words[1].mid(mark + 1));
}

QByteArray RedirectListener::replyToAnswer(const QByteArray& query)
{
    // '+' is a blank in what servers send here (RFC 6749, appendix B).
    const QUrlQuery parts(QString::fromUtf8(QByteArray(query).replace('+', "%20")));
    const std::string state = parameter(parts, "state").toStdString();
    if (m_state.empty()
        || !crypto::equalInConstantTime(base::bytesOf(state), base::bytesOf(m_state))) {
        ++m_wrongStates;
        return withHead("400 Bad Request", {});
    }
    auto reply = std::make_unique<SignInReply>();
    QByteArray code = parameter(parts, "code").toUtf8();
    auto kept = crypto::SecretBytes::copyOf(base::bytesOf(code));
    if (kept)
        reply->code = std::move(*kept);
    code.fill('\0');
    reply->error = parameter(parts, "error").toStdString();
    reply->description = parameter(parts, "error_description").left(LongestDescription);
    reply->issuer = parameter(parts, "iss").toStdString();
    if (reply->code.isEmpty() == reply->error.empty())
        return withHead("400 Bad Request", {});
    m_state.clear();
    m_reply = std::move(reply);
    m_end->start(PageWait);
    return withHead("303 See Other", "Location: " + QByteArray(DonePath) + "\r\n");
}

void RedirectListener::say(QTcpSocket* socket, const QByteArray& reply)
{
    socket->write(reply);
    socket->disconnectFromHost();
}

} // namespace push::okta
