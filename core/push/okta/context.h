// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/okta/access_tokens.h"
#include "core/push/okta/answered_requests.h"
#include "core/push/okta/device.h"
#include "core/push/okta/key_sets.h"
#include "core/push/okta/redirect_listener.h"

#include <set>

namespace push::okta {

/// What all runs of this protocol share. Owned by the client, which outlives them.
struct Context
{
    Services& services;
    net::HttpClient& http;
    DeviceFacts facts;
    DonePage donePage;
    KeySets keys;
    AccessTokens tokens;
    AnsweredRequests answered = {};
    /// Of fetches that nobody waits for.
    std::unique_ptr<QObject> background = std::make_unique<QObject>();
    std::set<vault::JournalHash> logged = {}; ///< what the log has a line of

    /// Whether the log has no line of it yet; it has one from then on.
    bool isNew(const vault::JournalHash& what)
    {
        constexpr std::size_t MostLogged = 1000;
        if (logged.size() >= MostLogged)
            logged.clear();
        return logged.insert(what).second;
    }
};

} // namespace push::okta
