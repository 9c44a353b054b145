// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/inbox/watch.h"
#include "tests/support/fixed_timers.h"
#include "tests/support/open_session.h"
#include "tests/support/scripted_protocol.h"

namespace support {

/// An open session whose push sign-ins go by a protocol that does what the test says, joined as the
/// composition root joins them.
struct RegistrationDesk
{
    static constexpr auto Server = "https://acme.okta.example";

    OpenSession open;
    FixedTimers timers { open.clock() };
    push::Services services { open.clock(), open.home.random, timers,
        [this] { return open.session.isOpen() ? &open.session.vault() : nullptr; },
        [this] { open.session.notifyChanged(); }, [] { return push::OwnPlace {}; } };
    ScriptedProtocol* protocol = nullptr;
    push::Protocols protocols = newProtocols();
    inbox::Watch watch { services, protocols };

    RegistrationDesk()
    {
        using Session = vault::VaultSession;
        QObject::connect(&open.session, &Session::unlocked, &watch, &inbox::Watch::unlock);
        QObject::connect(&open.session, &Session::aboutToLock, &watch, &inbox::Watch::lock);
        QObject::connect(&open.session, &Session::accountsChanged, &watch, &inbox::Watch::reload);
        watch.unlock();
    }

    /// A registration whose keys are those of the protocol, one of them only with the passphrase.
    vault::PushRegistration enrol(const char* name, const std::string& server = Server)
    {
        vault::Vault& vault = open.session.vault();
        auto verification = open.home.verify(vault);
        vault::NewRegistration wanted;
        wanted.protocol = std::string(protocol->name());
        wanted.server = server;
        wanted.secrets["client"] = key();
        wanted.secrets["possession"] = key();
        wanted.verifiedSecrets["verification"] = key();
        const auto id = registrations().begin(
            vault::NewAccount { QStringLiteral("ACME"), QString::fromUtf8(name) }, wanted,
            &*verification);
        if (!id || !registrations().complete(*id, {}))
            qFatal("cannot register");
        open.session.notifyChanged();
        return *registrations().find(*id);
    }
    void setState(const vault::Id& registration, vault::RegistrationState state)
    {
        QVERIFY(registrations().update(registration, { .state = state }));
        open.session.notifyChanged();
    }

    vault::Registrations registrations() { return vault::Registrations(open.session.vault()); }
    static crypto::SecretBytes key()
    {
        return std::move(*crypto::SecretBytes::copyOf(std::string_view("a private key")));
    }
    push::Protocols newProtocols()
    {
        push::Protocols made;
        auto scripted = std::make_unique<ScriptedProtocol>();
        protocol = scripted.get();
        made.push_back(std::move(scripted));
        return made;
    }
};

} // namespace support
