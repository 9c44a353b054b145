// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/inbox/activation_run.h"
#include "core/inbox/inbox.h"

namespace inbox {

/// All that answers push sign-ins in a program: what waits, what guards it, and the polling that
/// brings it. Made by the composition root, which tells it when the vault opens and closes.
class Watch : public QObject
{
    Q_OBJECT

public:
    /// The references outlive it.
    Watch(push::Services& services, const push::Protocols& protocols, QObject* parent = nullptr);

    Guard& guard() { return m_guard; }
    Inbox& inbox() { return m_inbox; }
    const Inbox& inbox() const { return m_inbox; }
    Polling& polling() { return m_polling; }
    push::Services& services() { return m_services; }

    /// The vault is open: its servers are asked at once.
    void unlock();
    /// It has changed, or may have: registrations come and go, and their states change.
    void reload();
    /// It is about to be locked, and still open.
    void lock();

    /// Makes a registration of a link or of what was typed, for the protocol that knows it;
    /// nothing is sent before the run is agreed to. Unsupported where no protocol does, Locked.
    base::Result<std::unique_ptr<ActivationRun>> activate(push::ActivationRequest request);
    /// Whether activate() knows what to do with a link.
    bool canActivate(std::string_view link) const;
    /// Removes a registration: NoMatch, Unsupported, Locked.
    base::Result<std::unique_ptr<push::Procedure>> removal(
        const vault::Id& registration, push::RemovalPlace place) const;
    /// What of a registration can be changed at its server.
    push::ChangeOptions changeOptions(const vault::PushRegistration& registration) const;
    /// Changes one: NoMatch, Unsupported, Locked.
    base::Result<std::unique_ptr<push::Procedure>> change(
        const vault::Id& registration, push::RegistrationChange change) const;

private:
    base::Result<push::PushProtocol*> protocolOf(const vault::Id& registration) const;

    push::Services& m_services;
    const push::Protocols& m_protocols;
    Guard m_guard;
    Inbox m_inbox;
    Polling m_polling;
};

} // namespace inbox
