// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/http_server.h"

#include <QSslConfiguration>
#include <QSslKey>

#include <memory>

namespace support {

namespace {

/// How long a request is, header and body; 0 while that cannot be told yet.
qsizetype lengthOf(const QByteArray& received)
{
    const qsizetype end = received.indexOf("\r\n\r\n");
    if (end < 0)
        return 0;
    qsizetype body = 0;
    for (const QByteArray& line : received.first(end).toLower().split('\n')) {
        if (line.startsWith("content-length:"))
            body = line.mid(int(qstrlen("content-length:"))).trimmed().toLongLong();
    }
    return end + 4 + body;
}

} // namespace

HttpServer::HttpServer(Answer answer) : m_answer(std::move(answer))
{
    listen(QHostAddress::LocalHost);
}

void HttpServer::encrypt(const std::vector<Certificate>& chain)
{
    m_chain = chain;
}

std::string HttpServer::origin() const
{
    return (m_chain.empty() ? "http" : "https") + std::string("://127.0.0.1:")
        + std::to_string(serverPort());
}

QByteArray HttpServer::reply(
    const QByteArray& status, const QByteArray& body, const QByteArray& headers)
{
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n"
        + headers + "\r\n" + body;
}

void HttpServer::incomingConnection(qintptr descriptor)
{
    auto* const connection = new QSslSocket(this);
    connection->setSocketDescriptor(descriptor);
    ++connections;
    open += connection;
    if (!m_chain.empty()) {
        QList<QSslCertificate> chain;
        for (const Certificate& certificate : m_chain)
            chain += QSslCertificate(certificate.pem());
        QSslConfiguration configuration = connection->sslConfiguration();
        configuration.setLocalCertificateChain(chain);
        configuration.setPrivateKey(QSslKey(m_chain.front().keyPem(), QSsl::Ec));
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        connection->setSslConfiguration(configuration);
        connection->startServerEncryption();
    }
    auto received = std::make_shared<QByteArray>();
    connect(connection, &QIODevice::readyRead, this,
        [this, connection, received] { read(*connection, *received); });
}

void HttpServer::read(QTcpSocket& connection, QByteArray& received)
{
    received += connection.readAll();
    while (const qsizetype length = lengthOf(received)) {
        if (received.size() < length)
            return;
        requests += received.first(length);
        received.remove(0, length);
        m_answer(connection, requests.last());
    }
}

HttpServer::Answer always(const QByteArray& body)
{
    return [body](QTcpSocket& connection, const QByteArray& /*request*/) {
        connection.write(HttpServer::reply("200 OK", body));
    };
}

} // namespace support
