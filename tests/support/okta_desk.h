// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/okta/client.h"
#include "core/vault/registrations.h"
#include "tests/support/fixed_timers.h"
#include "tests/support/okta_service.h"
#include "tests/support/vault_home.h"

#include <QSignalSpy>

namespace support {

/// A vault, the client of Okta and an organisation, side by side.
struct OktaDesk
{
    VaultHome home;
    OktaService service { home.clock };
    FixedTimers timers { home.clock };
    vault::Vault vault = std::move(home.create().vault);
    bool isLocked = false;
    push::Services services { home.clock, home.random, timers,
        [this] { return isLocked ? nullptr : &vault; }, [] {}, [] { return push::OwnPlace {}; } };
    base::QtTimers connectionTimers; ///< not those whose waits are counted
    net::HttpClient http { "org.countersign.test/1.0 Countersign/1.0 Linux/6 unknown/x86_64",
        home.clock, connectionTimers };
    push::okta::ClientSettings settings()
    {
        push::okta::ClientSettings settings;
        settings.facts.bundleId = "org.countersign.test";
        settings.facts.version = "1.0.0";
        settings.facts.sdkVersion = "Countersign 1.0.0";
        settings.facts.displayName = "Desk 4";
        settings.facts.platform = "LINUX";
        settings.facts.osVersion = "6";
        settings.donePage = { QStringLiteral("Signed in"),
            QStringLiteral("You may <close> this.") };
        return settings;
    }
    push::okta::Client client { services, http, settings() };

    std::optional<push::Registered> made;
    std::optional<base::Error> refused;
    std::vector<push::Phase> phases;
    QUrl signInAddress;
    std::unique_ptr<push::Procedure> procedure;

    push::ActivationRequest codeRequest() const
    {
        push::ActivationRequest request;
        request.link = std::move(*crypto::SecretBytes::copyOf(service.activationCode()));
        return request;
    }
    push::ActivationRequest organisationRequest() const
    {
        push::ActivationRequest request;
        request.server = service.origin();
        request.client = service.clientId.toStdString();
        return request;
    }
    void prepare(push::ActivationRequest request)
    {
        auto activation = client.activation(std::move(request));
        if (!activation) {
            refused = activation.error();
            return;
        }
        watch(std::move(*activation));
    }
    void watch(std::unique_ptr<push::Procedure> watched)
    {
        made.reset();
        refused.reset();
        phases.clear();
        signInAddress.clear();
        procedure = std::move(watched);
        QObject::connect(procedure.get(), &push::Procedure::finished, procedure.get(),
            [this](const push::Registered& registered) { made = registered; });
        QObject::connect(procedure.get(), &push::Procedure::failed, procedure.get(),
            [this](const base::Error& error) { refused = error; });
        QObject::connect(procedure.get(), &push::Procedure::phaseChanged, procedure.get(),
            [this](push::Phase phase) { phases.push_back(phase); });
        QObject::connect(procedure.get(), &push::Procedure::signInWanted, procedure.get(),
            [this](const QUrl& address) { signInAddress = address; });
    }
    bool hasEnded() const { return made || refused; }
    /// Enrols by a code; whether it came to an end.
    bool activate(const push::ActivationChoice& choice = {})
    {
        service.oneTimeTokens = 1;
        prepare(codeRequest());
        if (procedure)
            procedure->start(choice);
        return QTest::qWaitFor([this] { return hasEnded(); }) && made.has_value();
    }
    /// Enrols by signing in with a browser.
    bool enrol(push::ActivationRequest request, const push::ActivationChoice& choice = {})
    {
        prepare(std::move(request));
        procedure->start(choice);
        if (!QTest::qWaitFor([this] { return hasEnded() || !signInAddress.isEmpty(); }))
            return false;
        if (!signInAddress.isEmpty())
            visit(signInAddress.toEncoded());
        return QTest::qWaitFor([this] { return hasEnded(); }) && made.has_value();
    }
    vault::PushRegistration registration() const
    {
        auto& open = const_cast<vault::Vault&>(vault);
        return *vault::Registrations(open).find(made->registration);
    }
    /// Polls all registrations of the vault once.
    push::PollResult poll()
    {
        std::optional<push::PollResult> result;
        const push::Call call = client.poll(vault::Registrations(vault).all(),
            [&](push::PollResult told) { result = std::move(told); });
        (void)QTest::qWaitFor([&] { return result.has_value(); });
        return result.value_or(push::PollResult { {}, {}, {}, {},
            base::Error { base::ErrorCode::NetworkTimeout, "the test waited too long" }, {} });
    }
    push::AnswerOutcome answer(const push::Challenge& challenge, push::Decision decision)
    {
        std::optional<push::AnswerOutcome> outcome;
        const push::Call call = client.answer(challenge, std::move(decision),
            [&](push::AnswerOutcome told) { outcome = std::move(told); });
        // Retries wait for the clock, which nobody else moves.
        (void)QTest::qWaitFor([&] {
            if (!outcome && timers.nextWait())
                timers.advanceToNext();
            return outcome.has_value();
        });
        return outcome.value_or(push::AnswerOutcome {});
    }
    static push::Decision decision(vault::JournalDecision answer, const char* number = "")
    {
        push::Decision decision;
        decision.answer = answer;
        decision.number = QString::fromUtf8(number);
        return decision;
    }
    static push::Decision approval(const char* number = "")
    {
        return decision(vault::JournalDecision::Approve, number);
    }
    static push::Decision denial() { return decision(vault::JournalDecision::Deny); }
};

} // namespace support
