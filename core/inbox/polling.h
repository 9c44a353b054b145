// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/inbox/schedule.h"
#include "core/push/protocol.h"

#include <QObject>

#include <map>

namespace inbox {

/// Why nothing is asked at present; several may hold.
enum class Pause : unsigned {
    None = 0,
    Locked = 1, ///< the keys are gone
    Asleep = 2,
    Offline = 4, ///< but for servers on this computer
};

/// How a server stands, for the light on the account's page.
struct ServerStanding
{
    std::optional<base::Error> error = std::nullopt; ///< of the last time; absent: it went well
    std::optional<base::Time> lastTried = std::nullopt;
    std::optional<base::Time> lastGood = std::nullopt;
    std::optional<base::Time> next = std::nullopt; ///< absent while it is asked, or paused

    bool operator==(const ServerStanding&) const = default;
};

/// Asks the servers of all registrations for what waits: one timer and one call in flight for each
/// server, every 2 seconds while somebody looks and every 30 otherwise. Made by the composition
/// root; works on its thread. At first it is paused as locked.
class Polling : public QObject
{
    Q_OBJECT

public:
    /// The references outlive it.
    Polling(push::Services& services, const push::Protocols& protocols, QObject* parent = nullptr);
    ~Polling() override;

    /// The registrations that answer on this computer, anew: after unlocking, and after each
    /// change.
    void reload(std::vector<vault::PushRegistration> registrations);
    /// Pausing ends the calls in flight; when the last reason goes, all servers are asked at once.
    void pause(Pause reason);
    void resume(Pause reason);
    bool isPaused(const std::string& server) const;
    bool isPausedFor(Pause reason) const;

    void setWatched(bool isWatched); ///< a window of ours is visible
    void hurry(); ///< just activated: as if watched, for two minutes

    /// "Check now". Busy when it was asked half a second ago, RateLimited while the server wants
    /// to be left alone, Locked while nothing is asked, NoMatch for a server without registrations.
    base::Result<void> checkNow(const std::string& server);
    ServerStanding standing(const std::string& server) const;
    std::vector<std::string> servers() const;

signals:
    void polled(const push::PollResult& result);
    void standingChanged(const std::string& server);

private:
    struct Server;

    bool isWatched() const;
    static unsigned reasonsFor(const Server& server); ///< that pause it
    bool isPaused(const Server& server) const;
    void arrange(Server& server);
    void arrangeAll();
    void ask(Server& server);
    void take(Server& server, const push::PollResult& result);
    std::vector<vault::PushRegistration> due(Server& server) const;

    push::Services& m_services;
    const push::Protocols& m_protocols;
    std::map<std::string, std::unique_ptr<Server>> m_servers; ///< by protocol and origin
    unsigned m_paused = static_cast<unsigned>(Pause::Locked);
    bool m_isWatched = false;
    std::optional<base::Time> m_hurriedUntil;
};

} // namespace inbox
