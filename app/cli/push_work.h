// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/cli/session.h"
#include "app/wiring/push.h"

#include <chrono>
#include <set>

namespace cli {

/// The part of a verb that talks with push services: an open vault, the watch over it, and the
/// program's event loop for as long as there is something to wait for.
class PushWork
{
public:
    /// The session outlives it.
    PushWork(Session& session, OpenVault opened);

    vault::Vault& vault() { return m_opened.vault; }
    const vault::Opener& opener() const { return m_opened.opener; }
    inbox::Watch& watch() { return m_push.watch(); }

    /// Asks every server once, and warns of what is not as it should be. The failure of a server
    /// when none of them answered.
    Outcome<void> ask();
    /// Goes on asking until a request waits or the time is over.
    void awaitRequest(std::chrono::seconds patience);
    /// Runs the event loop until finish() is called.
    void wait();
    void finish();

    /// At the end of the verb: what is in memory of push goes, and the vault is given away.
    OpenVault end();

private:
    void takeStanding(const std::string& server);
    void warnOf(const push::Refusal& refusal);
    void warnOfOthers();
    QString nameOf(const vault::Id& registration);

    Session& m_session;
    OpenVault m_opened;
    bool m_isEnded = false;
    wiring::Push m_push;
    bool m_isFinished = false;
    std::set<std::string> m_unheard; ///< servers that have not answered yet
    std::vector<std::pair<std::string, base::Error>> m_failed;
    bool m_anyAnswered = false;
    QObject m_context; ///< of connections; goes first
};

} // namespace cli
