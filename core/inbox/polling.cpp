// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/inbox/polling.h"

#include "core/net/http_client.h"
#include "core/net/target.h"

#include <algorithm>
#include <array>
#include <set>

namespace inbox {

namespace {

using vault::RegistrationState;

// While somebody looks, each round finds the connection of the one before (a fifth is the spread).
static_assert(net::HttpClient::Linger > std::chrono::milliseconds(WatchedPace) * 6 / 5);
static_assert(net::HttpClient::Linger < UnwatchedPace / 2);

/// Whether a registration is asked for at all.
bool isPolled(const vault::PushRegistration& registration)
{
    return registration.state == RegistrationState::Active
        || registration.state == RegistrationState::Suspended;
}

/// Without a network this computer is there all the same. Unencrypted servers are nowhere else.
bool isHere(const std::string& origin)
{
    return net::isLoopbackLiteral(QUrl(QString::fromStdString(origin)).host());
}

double randomFraction(crypto::RandomSource& random)
{
    std::array<std::uint8_t, 2> bytes {};
    // Without randomness the middle does.
    if (!random.fill(bytes))
        return 0.5;
    return static_cast<double>(base::readU16(bytes)) / 65'535.0;
}

} // namespace

struct Polling::Server
{
    std::string origin;
    bool isHere = false; ///< on this computer
    std::string protocol;
    std::vector<vault::PushRegistration> registrations;
    Schedule schedule;
    ServerStanding standing;
    std::unique_ptr<base::Timer> timer;
    push::Call call; ///< in flight
    std::optional<base::Time> lastChecked; ///< by the button
    std::map<vault::Id, base::Time> looked; ///< at suspended registrations
};

Polling::Polling(push::Services& services, const push::Protocols& protocols, QObject* parent)
    : QObject(parent),
      m_services(services),
      m_protocols(protocols)
{ }

Polling::~Polling() = default;

void Polling::reload(std::vector<vault::PushRegistration> registrations)
{
    std::map<std::string, std::vector<vault::PushRegistration>> groups;
    for (vault::PushRegistration& registration : registrations) {
        if (isPolled(registration))
            groups[registration.protocol + ' ' + registration.server].push_back(
                std::move(registration));
    }
    std::erase_if(m_servers, [&](const auto& known) { return !groups.contains(known.first); });
    for (auto& [key, group] : groups) {
        std::unique_ptr<Server>& server = m_servers[key];
        const bool isNew = !server;
        if (isNew) {
            server = std::make_unique<Server>();
            server->origin = group.front().server;
            server->isHere = isHere(server->origin);
            server->protocol = group.front().protocol;
            server->timer = m_services.timers.make([this, one = server.get()] { ask(*one); });
        }
        server->registrations = std::move(group);
        if (isNew && !isPaused(*server))
            server->timer->start(std::chrono::milliseconds(0));
    }
}

void Polling::pause(Pause reason)
{
    m_paused |= static_cast<unsigned>(reason);
    for (const auto& [key, server] : m_servers) {
        if (!isPaused(*server))
            continue;
        server->timer->stop();
        server->call.reset();
        server->standing.next.reset();
    }
    if (!isPausedFor(Pause::Locked))
        return;
    m_servers.clear();
    for (const auto& protocol : m_protocols)
        protocol->forget();
}

void Polling::resume(Pause reason)
{
    const unsigned before = m_paused;
    m_paused &= ~static_cast<unsigned>(reason);
    const base::Time now = m_services.clock.now();
    for (const auto& [key, server] : m_servers) {
        const unsigned gone = before & ~m_paused & reasonsFor(*server);
        if (gone == 0 || isPaused(*server))
            continue;
        // A pause the server asked for goes on.
        const auto wait = std::max<std::chrono::milliseconds>(
            server->schedule.notBefore() - now, std::chrono::milliseconds(0));
        server->timer->start(std::min<std::chrono::milliseconds>(wait, LongestRetryAfter));
    }
}

unsigned Polling::reasonsFor(const Server& server)
{
    return server.isHere ? ~static_cast<unsigned>(Pause::Offline) : ~0U;
}

bool Polling::isPaused(const Server& server) const
{
    return (m_paused & reasonsFor(server)) != 0;
}

bool Polling::isPaused(const std::string& server) const
{
    const auto found = std::find_if(m_servers.begin(), m_servers.end(),
        [&server](const auto& known) { return known.second->origin == server; });
    return found == m_servers.end() ? m_paused != 0 : isPaused(*found->second);
}

bool Polling::isPausedFor(Pause reason) const
{
    return (m_paused & static_cast<unsigned>(reason)) != 0;
}

void Polling::setWatched(bool isWatched)
{
    const bool was = this->isWatched();
    m_isWatched = isWatched;
    if (!was && this->isWatched())
        arrangeAll();
}

void Polling::hurry()
{
    const bool was = isWatched();
    m_hurriedUntil = m_services.clock.now() + WatchedAfterActivation;
    if (!was)
        arrangeAll();
}

base::Result<void> Polling::checkNow(const std::string& server)
{
    if (isPaused(server))
        return base::Error { base::ErrorCode::Locked, "nothing is asked at present" };
    const base::Time now = m_services.clock.now();
    base::Result<void> answer = base::Error { base::ErrorCode::NoMatch, "server", { server } };
    for (const auto& [key, one] : m_servers) {
        if (one->origin != server)
            continue;
        if (one->schedule.notBefore() > now) {
            const auto wait =
                std::chrono::ceil<std::chrono::seconds>(one->schedule.notBefore() - now);
            return base::Error { base::ErrorCode::RateLimited, "check now",
                { std::to_string(wait.count()) } };
        }
        if (one->call
            || (one->lastChecked && now - *one->lastChecked < BetweenChecks
                && now >= *one->lastChecked))
            return base::Error { base::ErrorCode::Busy, "check now" };
        one->lastChecked = now;
        one->looked.clear();
        ask(*one);
        answer = {};
    }
    return answer;
}

ServerStanding Polling::standing(const std::string& server) const
{
    for (const auto& [key, one] : m_servers) {
        if (one->origin == server)
            return one->standing;
    }
    return {};
}

std::vector<std::string> Polling::servers() const
{
    std::set<std::string> origins;
    for (const auto& [key, server] : m_servers)
        origins.insert(server->origin);
    return { origins.begin(), origins.end() };
}

bool Polling::isWatched() const
{
    const base::Time now = m_services.clock.now();
    return m_isWatched
        || (m_hurriedUntil && now < *m_hurriedUntil
            && *m_hurriedUntil - now <= WatchedAfterActivation);
}

void Polling::arrange(Server& server)
{
    const base::Time now = m_services.clock.now();
    const auto wait = server.schedule.nextWait(isWatched(), now, randomFraction(m_services.random));
    server.timer->start(wait);
    server.standing.next = now + wait;
}

void Polling::arrangeAll()
{
    for (const auto& [key, server] : m_servers) {
        if (!server->call && !isPaused(*server))
            arrange(*server);
    }
}

/// Those to ask for now: a suspended one is looked at once an hour.
std::vector<vault::PushRegistration> Polling::due(Server& server) const
{
    const base::Time now = m_services.clock.now();
    std::vector<vault::PushRegistration> registrations;
    for (const vault::PushRegistration& registration : server.registrations) {
        if (registration.state == RegistrationState::Suspended) {
            const auto looked = server.looked.find(registration.id);
            if (looked != server.looked.end() && now >= looked->second
                && now - looked->second < BetweenLooksAtSuspended)
                continue;
            server.looked[registration.id] = now;
        }
        registrations.push_back(registration);
    }
    return registrations;
}

void Polling::ask(Server& server)
{
    server.timer->stop();
    push::PushProtocol* protocol = push::findProtocol(m_protocols, server.protocol);
    if (!protocol || isPaused(server) || server.call)
        return;
    auto registrations = due(server);
    if (registrations.empty()) {
        arrange(server);
        return;
    }
    server.standing.next.reset();
    server.standing.lastTried = m_services.clock.now();
    server.call = protocol->poll(std::move(registrations),
        [this, one = &server](const push::PollResult& result) { take(*one, result); });
}

void Polling::take(Server& server, const push::PollResult& result)
{
    const base::Time now = m_services.clock.now();
    const std::string origin = server.origin;
    server.call.reset();
    server.standing.error = result.error;
    if (result.error) {
        server.schedule.failed();
    } else {
        server.schedule.succeeded();
        server.standing.lastGood = now;
    }
    if (result.retryAfter.count() > 0)
        server.schedule.pauseUntil(
            now + std::min<std::chrono::milliseconds>(result.retryAfter, LongestRetryAfter));
    arrange(server);
    // What is told now may change the registrations, and with them this server.
    const push::PollResult told = result;
    emit polled(told);
    emit standingChanged(origin);
}

} // namespace inbox
