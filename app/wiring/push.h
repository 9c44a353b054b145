// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/wiring/machine.h"
#include "core/inbox/watch.h"
#include "core/net/http_client.h"
#include "core/push/okta/redirect_listener.h"

namespace wiring {

/// The way to the open vault of a program.
struct VaultAccess
{
    std::function<vault::Vault*()> vault; ///< null while it is locked
    std::function<void()> vaultChanged; ///< after what was saved through it
};

/// Push sign-ins for both programs: the list of protocols, and what they work with. Nothing is sent
/// before its watch is told that the vault is open.
class Push
{
public:
    /// The references outlive it.
    Push(const base::Clock& clock, crypto::RandomSource& random, VaultAccess access,
        push::okta::DonePage donePage);

    inbox::Watch& watch() { return m_watch; }

private:
    base::QtTimers m_timers;
    net::HttpClient m_http;
    push::Services m_services;
    push::Protocols m_protocols;
    inbox::Watch m_watch;
};

} // namespace wiring
