// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/sandbox/limits.h"
#include "app/sandbox/message.h"

#include <QAbstractHttpServer>

#include <functional>
#include <memory>

class QSslConfiguration;
class QTcpServer;

namespace sandbox {

/// One port of 127.0.0.1 on which Qt's HTTP server reads requests; each goes to the handler, and
/// its answer back on the same connection. Lives on the thread that made it.
class Listener : public QAbstractHttpServer
{
    Q_OBJECT

public:
    using Handler = std::function<Reply(const Request&)>;

    /// The limits outlive it, and may change.
    Listener(Handler handler, const Limits& limits, QObject* parent = nullptr);
    ~Listener() override;

    /// Port 0 takes any free one. False if the port cannot be had.
    bool listenPlainly(quint16 port);
    bool listenEncrypted(quint16 port, const QSslConfiguration& configuration);

    /// "http://127.0.0.1:PORT", once it listens.
    QString origin() const;
    quint16 port() const;

protected:
    bool handleRequest(const QHttpServerRequest& request, QTcpSocket* socket) override;
    void missingHandler(const QHttpServerRequest& request, QTcpSocket* socket) override;

private:
    bool listenWith(std::unique_ptr<QTcpServer> server, quint16 port, const char* scheme);

    Handler m_handler;
    const Limits& m_limits;
    QString m_scheme;
    quint16 m_port = 0;
};

} // namespace sandbox
