// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/inbox/watch.h"

#include "core/vault/registrations.h"

#include <algorithm>

namespace inbox {

using base::Error;
using base::ErrorCode;

namespace {

/// Typed enrolments name no protocol: only one takes them so far.
constexpr std::string_view ProtocolOfTyped = "okta";

} // namespace

Watch::Watch(push::Services& services, const push::Protocols& protocols, QObject* parent)
    : QObject(parent),
      m_services(services),
      m_protocols(protocols),
      m_inbox(services, protocols, m_guard),
      m_polling(services, protocols)
{
    connect(&m_polling, &Polling::polled, &m_inbox, &Inbox::take);
}

void Watch::unlock()
{
    reload();
    m_polling.resume(Pause::Locked);
}

void Watch::reload()
{
    vault::Vault* const vault = m_services.vault();
    if (!vault)
        return;
    const vault::Registrations registrations(*vault);
    std::vector<vault::PushRegistration> ours = registrations.all();
    // Two computers must not race for an answer.
    std::erase_if(
        ours, [&](const auto& registration) { return !registrations.answersHere(registration); });
    m_polling.reload(std::move(ours));
}

void Watch::lock()
{
    m_polling.pause(Pause::Locked);
    m_inbox.lock();
}

base::Result<std::unique_ptr<ActivationRun>> Watch::activate(push::ActivationRequest request)
{
    if (!m_services.vault())
        return Error { ErrorCode::Locked, "activation" };
    const bool isTyped = request.link.isEmpty();
    const auto found =
        std::find_if(m_protocols.begin(), m_protocols.end(), [&](const auto& protocol) {
            return isTyped ? protocol->name() == ProtocolOfTyped
                           : protocol->canActivate(request.link.text());
        });
    if (found == m_protocols.end())
        return Error { ErrorCode::Unsupported, "activation" };
    auto procedure = (*found)->activation(std::move(request));
    if (!procedure)
        return procedure.error();
    return std::make_unique<ActivationRun>(m_services, m_polling, std::move(*procedure));
}

bool Watch::canActivate(std::string_view link) const
{
    return std::any_of(m_protocols.begin(), m_protocols.end(),
        [link](const auto& protocol) { return protocol->canActivate(link); });
}

base::Result<push::PushProtocol*> Watch::protocolOf(const vault::Id& registration) const
{
    vault::Vault* const vault = m_services.vault();
    if (!vault)
        return Error { ErrorCode::Locked, "registration" };
    const auto found = vault::Registrations(*vault).find(registration);
    if (!found)
        return Error { ErrorCode::NoMatch, "registration" };
    push::PushProtocol* const protocol = push::findProtocol(m_protocols, found->protocol);
    if (!protocol)
        return Error { ErrorCode::Unsupported, "registration" };
    return protocol;
}

base::Result<std::unique_ptr<push::Procedure>> Watch::removal(
    const vault::Id& registration, push::RemovalPlace place) const
{
    const auto protocol = protocolOf(registration);
    if (!protocol)
        return protocol.error();
    return (*protocol)->removal(registration, place);
}

push::ChangeOptions Watch::changeOptions(const vault::PushRegistration& registration) const
{
    const push::PushProtocol* const protocol =
        push::findProtocol(m_protocols, registration.protocol);
    return protocol ? protocol->changeOptions(registration) : push::ChangeOptions {};
}

base::Result<std::unique_ptr<push::Procedure>> Watch::change(
    const vault::Id& registration, push::RegistrationChange change) const
{
    const auto protocol = protocolOf(registration);
    if (!protocol)
        return protocol.error();
    return (*protocol)->change(registration, std::move(change));
}

} // namespace inbox
