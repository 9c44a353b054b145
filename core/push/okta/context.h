// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/okta/access_tokens.h"
#include "core/push/okta/device.h"
#include "core/push/okta/key_sets.h"
#include "core/push/okta/redirect_listener.h"

namespace push::okta {

/// What all runs of this protocol share. Owned by the client, which outlives them.
struct Context
{
    Services& services;
    net::HttpClient& http;
    DeviceFacts facts;
    DonePage donePage;
    PortRule portRule = PortRule::Fixed;
    KeySets keys;
    AccessTokens tokens;
    /// Of fetches that nobody waits for.
    std::unique_ptr<QObject> background = std::make_unique<QObject>();
};

} // namespace push::okta
