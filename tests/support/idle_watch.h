// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/inbox/watch.h"
#include "core/vault/vault_session.h"

namespace support {

/// A watch without any push protocol, for windows whose test is about something else.
struct IdleWatch
{
    base::QtTimers timers;
    push::Services services;
    push::Protocols protocols;
    inbox::Watch watch { services, protocols };

    explicit IdleWatch(vault::VaultSession& session)
        : services { session.services().clock, session.services().random, timers,
              [&session] { return session.isOpen() ? &session.vault() : nullptr; },
              [&session] { session.notifyChanged(); }, [] { return push::OwnPlace {}; } }
    { }
};

} // namespace support
