// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/protocol.h"
#include "tests/support/scripted_procedure.h"

#include <QPointer>

#include <utility>

namespace support {

/// A push protocol that answers when and what the test says.
class ScriptedProtocol : public push::PushProtocol
{
public:
    struct Poll
    {
        std::vector<vault::PushRegistration> registrations;
        std::function<void(push::PollResult)> done;
        std::weak_ptr<int> call;

        bool isRunning() const { return !call.expired(); }
        /// Answers, if the call has not been ended.
        void answer(push::PollResult result = {}) const
        {
            const auto tell = done;
            if (isRunning())
                tell(std::move(result));
        }
    };
    struct Answer
    {
        push::Challenge challenge;
        vault::JournalDecision decision;
        QString number;
        bool isVerified = false;
        std::function<void(push::AnswerOutcome)> done;
        std::weak_ptr<int> call;

        bool isRunning() const { return !call.expired(); }
        void conclude(std::optional<vault::JournalResult> result,
            std::optional<base::Error> error = std::nullopt) const
        {
            push::AnswerOutcome outcome;
            outcome.result = result;
            outcome.error = std::move(error);
            const auto tell = done;
            if (isRunning())
                tell(std::move(outcome));
        }
    };

    /// An activation or removal that was asked for; null once it is over.
    struct Activation
    {
        std::string link;
        std::string server;
        std::string client;
        std::string authorizationServer;
        vault::PushTrust trust;
        bool isVerified = false;
        QPointer<ScriptedProcedure> procedure;
    };
    struct Removal
    {
        vault::Id registration;
        push::RemovalPlace place;
        QPointer<ScriptedProcedure> procedure;
    };

    struct Change
    {
        vault::Id registration;
        push::ChangeKind kind;
        bool isVerified = false;
        QPointer<ScriptedProcedure> procedure;
    };

    std::string_view called = "scripted";
    std::string_view activates; ///< links that begin so; empty: none
    std::optional<base::Error> activationError; ///< why no activation is begun
    std::optional<push::Consent> consent; ///< what activations and removals tell; absent: no way
    std::vector<Activation> activations;
    std::vector<Removal> removals;
    push::ChangeOptions options; ///< of every registration
    std::vector<Change> changes;
    std::vector<Poll> polls;
    std::vector<Answer> answers;
    std::function<void()> onAnswer; ///< before it is taken

    std::string_view name() const override { return called; }
    bool canActivate(std::string_view link) const override
    {
        return !activates.empty() && link.starts_with(activates);
    }
    base::Result<std::unique_ptr<push::Procedure>> activation(
        push::ActivationRequest request) override
    {
        if (activationError || !consent)
            return activationError.value_or(unsupported());
        auto procedure = std::make_unique<ScriptedProcedure>(*consent);
        activations.push_back({ std::string(request.link.text()), request.server, request.client,
            request.authorizationServer, request.trust, request.verification.has_value(),
            procedure.get() });
        return std::unique_ptr<push::Procedure>(std::move(procedure));
    }
    base::Result<std::unique_ptr<push::Procedure>> removal(
        const vault::Id& registration, push::RemovalPlace place) override
    {
        if (!consent)
            return unsupported();
        auto procedure = std::make_unique<ScriptedProcedure>(*consent);
        removals.push_back({ registration, place, procedure.get() });
        return std::unique_ptr<push::Procedure>(std::move(procedure));
    }
    push::ChangeOptions changeOptions(const vault::PushRegistration&) const override
    {
        return options;
    }
    base::Result<std::unique_ptr<push::Procedure>> change(
        const vault::Id& registration, push::RegistrationChange change) override
    {
        if (!consent)
            return unsupported();
        auto procedure = std::make_unique<ScriptedProcedure>(*consent);
        changes.push_back(
            { registration, change.kind, change.verification.has_value(), procedure.get() });
        return std::unique_ptr<push::Procedure>(std::move(procedure));
    }

    push::Call poll(std::vector<vault::PushRegistration> registrations,
        std::function<void(push::PollResult)> done) override
    {
        auto running = std::make_unique<Running>();
        polls.push_back({ std::move(registrations), std::move(done), running->life });
        return running;
    }
    push::Call answer(const push::Challenge& challenge, push::Decision decision,
        std::function<void(push::AnswerOutcome)> done) override
    {
        if (onAnswer)
            onAnswer();
        auto running = std::make_unique<Running>();
        answers.push_back({ challenge, decision.answer, decision.number,
            decision.verification.has_value(), std::move(done), running->life });
        return running;
    }

private:
    static base::Error unsupported() { return { base::ErrorCode::Unsupported, "scripted" }; }

    struct Running : QObject
    {
        std::shared_ptr<int> life = std::make_shared<int>(0); ///< shared only to be watched
    };
};

} // namespace support
