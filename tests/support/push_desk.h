// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/inbox/watch.h"
#include "core/vault/journal_answers.h"
#include "tests/support/fixed_timers.h"
#include "tests/support/open_session.h"
#include "tests/support/scripted_protocol.h"

#include <initializer_list>

namespace support {

/// An open session with accounts that answer sign-in requests, the watch over them, and a protocol
/// that answers as the test says. Nothing is polled: requests are handed in by poll().
struct PushDesk
{
    OpenSession open;
    FixedTimers timers { open.clock() };
    ScriptedProtocol* protocol = nullptr;
    push::Protocols protocols = onlyScripted();
    push::Services services { open.clock(), open.home.random, timers,
        [this] { return open.session.isOpen() ? &open.session.vault() : nullptr; },
        [this] { open.session.notifyChanged(); }, [] { return push::OwnPlace {}; } };
    inbox::Watch watch { services, protocols };
    std::vector<vault::Id> accounts;

    explicit PushDesk(int count = 1)
    {
        QObject::connect(
            &open.session, &vault::VaultSession::aboutToLock, &watch, [this] { watch.lock(); });
        for (int i = 0; i < count; ++i)
            accounts.push_back(
                open.addPush(i == 0 ? QStringLiteral("ACME") : QStringLiteral("ACME %1").arg(i + 1),
                    QStringLiteral("alice@acme.test")));
    }

    inbox::Inbox& inbox() { return watch.inbox(); }
    base::Time now() { return open.clock().time; }

    /// A sign-in to an application, which is also what the server calls the request.
    push::Challenge challenge(const QString& application, std::size_t account = 0) const
    {
        push::Challenge challenge;
        challenge.account = accounts.at(account);
        challenge.registration =
            vault::Registrations(const_cast<OpenSession&>(open).session.vault())
                .ofAccount(challenge.account)
                .front()
                .id;
        challenge.hash =
            *vault::challengeHash(challenge.account, base::bytesOf(application.toStdString()));
        challenge.protocol = "scripted";
        challenge.service = QStringLiteral("ACME");
        challenge.application = application;
        challenge.origin.address = QStringLiteral("203.0.113.9");
        challenge.origin.place = QStringLiteral("Berlin, Germany");
        challenge.origin.client = QStringLiteral("Firefox on Linux");
        challenge.origin.judged = { vault::OriginVerdict::ThisNetwork,
            push::OriginEvidence::ReportedAddress };
        challenge.created = open.home.clock.time;
        challenge.expires = open.home.clock.time + std::chrono::minutes(5);
        challenge.signature = push::SignatureState::Verified;
        return challenge;
    }
    /// A poll that has read all lists to the end.
    void poll(std::vector<push::Challenge> challenges)
    {
        push::PollResult result;
        result.challenges = std::move(challenges);
        for (const auto& registration : vault::Registrations(open.session.vault()).all())
            result.complete.push_back(registration.id);
        watch.inbox().take(result);
    }
    /// What the server makes of the last answer.
    void conclude(vault::JournalResult result) const
    {
        ScriptedProtocol::Answer(protocol->answers.back()).conclude(result);
    }

private:
    push::Protocols onlyScripted()
    {
        auto scripted = std::make_unique<ScriptedProtocol>();
        protocol = scripted.get();
        push::Protocols list;
        list.push_back(std::move(scripted));
        return list;
    }
};

} // namespace support
