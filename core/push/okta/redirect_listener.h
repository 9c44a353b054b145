// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/timers.h"
#include "core/push/okta/redirect_request.h"

#include <QHash>
#include <QObject>
#include <QString>

#include <array>
#include <memory>
#include <string>

class QTcpServer;
class QTcpSocket;

namespace push::okta {

/// The page the browser shows at the end, in the user's language. Nothing that was received is in
/// it.
struct DonePage
{
    QString title;
    QString text;
};

enum class PortRule {
    Fixed, ///< one of three, for servers that compare the address with its port
    Any, ///< whatever is free
};

/// Waits on 127.0.0.1 for the browser to come back from a sign-in (RFC 8252, section 7.3). Every
/// program and every page of this computer can knock here: only a GET of the one path, with our own
/// name as its host and the state of this sign-in, is an answer, and that one once. All others are
/// sent away, and the wait goes on.
class RedirectListener : public QObject
{
    Q_OBJECT

public:
    static constexpr std::array<quint16, 3> FixedPorts { 28437, 28438, 28439 };
    static constexpr int MostWrongStates = 20;
    static constexpr qsizetype LargestRequest = qsizetype { 8 } * 1024;
    static constexpr std::chrono::seconds VisitorPatience { 10 };
    static constexpr std::chrono::seconds PageWait { 10 }; ///< for the page at the end

    RedirectListener(base::Timers& timers, DonePage page, QObject* parent = nullptr);
    ~RedirectListener() override;

    /// PortsBusy with the ports.
    base::Result<void> listen(PortRule rule, const std::string& state);
    /// Where the server sends the browser.
    QString address() const;

signals:
    /// Once.
    void answered(push::okta::SignInReply& reply);
    /// Somebody has tried too many states.
    void gaveUp();

private:
    struct Visitor;

    void welcome();
    void hear(QTcpSocket* socket);
    QByteArray replyTo(const QByteArray& request);
    QByteArray replyToAnswer(const QByteArray& query);
    void say(QTcpSocket* socket, const QByteArray& reply);

    base::Timers& m_timers;
    DonePage m_page;
    std::unique_ptr<QTcpServer> m_server;
    QHash<QTcpSocket*, std::shared_ptr<Visitor>> m_visitors;
    std::unique_ptr<base::Timer> m_end;
    std::string m_state; ///< empty: used
    std::unique_ptr<SignInReply> m_reply; ///< until the visitor has been answered
    int m_wrongStates = 0;
};

} // namespace push::okta
