// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "tests/support/certificates.h"

#include <QPointer>
#include <QSslSocket>
#include <QTcpServer>

#include <functional>
#include <vector>

namespace support {

/// A server on 127.0.0.1 that answers as a test says, and remembers what it was asked. Beside the
/// client in one thread, whose event loop both use.
class HttpServer : public QTcpServer
{
    Q_OBJECT

public:
    /// Given each complete request, by the connection that it came by.
    using Answer = std::function<void(QTcpSocket& connection, const QByteArray& request)>;

    explicit HttpServer(Answer answer);

    /// From now on with TLS; the server's own certificate first, then those it sends along.
    void encrypt(const std::vector<Certificate>& chain);

    std::string origin() const;
    std::string url(const char* path) const { return origin() + path; }

    QByteArrayList requests; ///< each with header and body
    int connections = 0;
    QList<QPointer<QTcpSocket>> open; ///< in the order they came

    /// A complete answer; headers as lines that each end with CR LF.
    static QByteArray reply(
        const QByteArray& status, const QByteArray& body, const QByteArray& headers = {});

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void read(QTcpSocket& connection, QByteArray& received);

    Answer m_answer;
    std::vector<Certificate> m_chain;
};

/// Answers everything with 200 and this body.
HttpServer::Answer always(const QByteArray& body);

} // namespace support
