// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/timers.h"
#include "core/net/http_message.h"
#include "core/net/server_times.h"

#include <QObject>
#include <QPointer>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

class QNetworkAccessManager;

namespace net {

class Exchange;
class PeerBook;

/// A request that was sent. Letting go of it changes nothing.
class RequestHandle
{
public:
    RequestHandle() = default;
    explicit RequestHandle(Exchange* exchange);

    /// Gives up: the outcome is Cancelled, unless it was known already. The server may have got it.
    void cancel();

private:
    QPointer<Exchange> m_exchange;
};

/// HTTP for all protocols, and what must hold for each of their requests: TLS 1.2 or newer with the
/// host's name checked and no way around it, no redirect followed, no cookie, cache or saved login,
/// limits of time and size, the system's proxy, and nothing unencrypted beyond this computer.
///
/// To each server there is one connection per trust, and what else is asked of it waits in a queue;
/// so a thousand registrations at one server poll it one after another. It is closed when nothing
/// was asked for a while, and with it goes the thread that it has. Used on one thread.
class HttpClient : public QObject
{
    Q_OBJECT

public:
    using Outcome = base::Result<HttpResponse, Failure>;
    using Callback = std::function<void(Outcome)>;

    /// How long a connection is kept that has nothing to do: while a window is open servers are
    /// asked again before that, and while none is the time between costs neither thread nor socket.
    static constexpr std::chrono::milliseconds Linger { 3'000 };

    /// The user agent says truthfully who we are. Clock and timers outlive it.
    HttpClient(const std::string& userAgent, const base::Clock& clock, base::Timers& timers,
        QObject* parent = nullptr);
    ~HttpClient() override;

    /// The callback comes exactly once, later than this call; never if the context or the client is
    /// gone by then, which ends the request.
    RequestHandle send(HttpRequest request, QObject* context, Callback callback);

    /// What the answers of an origin say of its clock, if there were any.
    std::optional<ServerTime> serverTime(const std::string& origin) const;

private:
    struct Lane;

    void enqueue(Exchange& exchange);
    void startNext(Lane& lane);
    QNetworkAccessManager& managerOf(Lane& lane);
    void letGo(Lane& lane);
    void finish(Exchange* exchange);
    void learnFrom(Exchange& exchange);
    Lane& laneOf(const Exchange& exchange);

    QByteArray m_userAgent;
    const base::Clock& m_clock;
    base::Timers& m_timers;
    ServerTimes m_times;
    std::unique_ptr<PeerBook> m_peers;
    std::vector<std::unique_ptr<Lane>> m_lanes;
};

} // namespace net
