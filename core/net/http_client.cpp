// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/net/http_client.h"

#include "core/net/exchange.h"
#include "core/net/peer_book.h"
#include "core/net/system_proxy.h"

#include <QNetworkAccessManager>

#include <algorithm>
#include <deque>

namespace net {

/// The one connection to a server: the request that has it, and those that wait. Each has a manager
/// and so a thread of Qt's to itself: within a manager Qt uses an open connection again whatever
/// the next request trusts, so that one account's authority would vouch for another's; and a server
/// that keeps such a thread busy (with a header that does not end) holds up no other server.
///
/// What it costs is a thread and a socket for each server, so both go when nothing was asked for a
/// while; the next request makes them anew, with a whole handshake. A TLS session that outlives its
/// connection would save a part of that, but it is a key in memory of Qt's that nobody wipes, and
/// what resumes it is shown no chain of certificates to compare with the one before.
struct HttpClient::Lane
{
    Trust trust;
    std::string origin;
    QNetworkAccessManager* manager = nullptr; ///< absent while nothing is asked
    QPointer<Exchange> running = {};
    std::deque<QPointer<Exchange>> waiting = {};
    std::unique_ptr<base::Timer> idle = {};
    /// The last request was given up while its answer came: the manager's thread may be reading it
    /// still, and the end of a manager waits for its thread. After the next answer it is free.
    bool mayBeReading = false;
};

RequestHandle::RequestHandle(Exchange* exchange) : m_exchange(exchange) { }

void RequestHandle::cancel()
{
    if (m_exchange)
        m_exchange->fail({ base::ErrorCode::Cancelled, "request" });
}

HttpClient::HttpClient(
    const std::string& userAgent, const base::Clock& clock, base::Timers& timers, QObject* parent)
    : QObject(parent),
      m_userAgent(QByteArray::fromStdString(userAgent)),
      m_clock(clock),
      m_timers(timers),
      m_peers(std::make_unique<PeerBook>())
{ }

HttpClient::~HttpClient() = default;

RequestHandle HttpClient::send(HttpRequest request, QObject* context, Callback callback)
{
    Q_ASSERT(context && context->thread() == thread());
    auto* const exchange = new Exchange(std::move(request), context, std::move(callback), this);
    // Queued, so that nobody is called back from within send() or cancel().
    connect(
        exchange, &Exchange::ended, this, [this, exchange] { finish(exchange); },
        Qt::QueuedConnection);
    connect(context, &QObject::destroyed, exchange, [exchange] {
        exchange->fail({ base::ErrorCode::Cancelled, "context" });
    });
    if (exchange->isSendable())
        enqueue(*exchange);
    return RequestHandle(exchange);
}

std::optional<ServerTime> HttpClient::serverTime(const std::string& origin) const
{
    return m_times.of(origin);
}

void HttpClient::enqueue(Exchange& exchange)
{
    Lane& lane = laneOf(exchange);
    const auto isOrdinary = [](const QPointer<Exchange>& other) {
        return other && !other->request().isUrgent;
    };
    const auto place = exchange.request().isUrgent
        ? std::find_if(lane.waiting.begin(), lane.waiting.end(), isOrdinary)
        : lane.waiting.end();
    lane.waiting.insert(place, &exchange);
    startNext(lane);
}

void HttpClient::startNext(Lane& lane)
{
    while (!lane.running && !lane.waiting.empty()) {
        Exchange* const next = lane.waiting.front();
        lane.waiting.pop_front();
        if (!next || next->hasEnded())
            continue;
        lane.running = next;
        next->start(managerOf(lane), m_userAgent, m_clock);
    }
    if (lane.running)
        lane.idle->stop();
    else
        lane.idle->start(Linger);
}

QNetworkAccessManager& HttpClient::managerOf(Lane& lane)
{
    if (!lane.manager) {
        lane.manager = new QNetworkAccessManager(this);
        lane.manager->setProxyFactory(new SystemProxy); // which becomes the manager's
    }
    return *lane.manager;
}

void HttpClient::letGo(Lane& lane)
{
    if (lane.mayBeReading)
        return;
    delete lane.manager;
    lane.manager = nullptr;
}

void HttpClient::finish(Exchange* exchange)
{
    learnFrom(*exchange);
    for (const auto& lane : m_lanes) {
        if (lane->running == exchange) {
            lane->running.clear();
            lane->mayBeReading = exchange->wasCutOff();
            startNext(*lane);
        }
    }
    exchange->deleteLater();
    exchange->report(); // last: it may be the end of this client
}

void HttpClient::learnFrom(Exchange& exchange)
{
    HttpResponse* const response = exchange.response();
    if (!response)
        return;
    response->peer = m_peers->peerOf(exchange.chain(), exchange.request().trust);
    // With an age the answer was kept on the way, and its date is of another time.
    if (response->date && !response->header("age"))
        m_times.learn(
            exchange.target().origin, *response->date, exchange.sent(), exchange.received());
}

HttpClient::Lane& HttpClient::laneOf(const Exchange& exchange)
{
    const auto found = std::ranges::find_if(m_lanes, [&exchange](const auto& lane) {
        return lane->origin == exchange.target().origin && lane->trust == exchange.request().trust;
    });
    if (found != m_lanes.end())
        return **found;
    std::unique_ptr<Lane> lane(
        new Lane { .trust = exchange.request().trust, .origin = exchange.target().origin });
    lane->idle = m_timers.make([this, one = lane.get()] { letGo(*one); });
    m_lanes.push_back(std::move(lane));
    return *m_lanes.back();
}

} // namespace net
