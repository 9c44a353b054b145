// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/protocol.h"

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

    std::vector<Poll> polls;
    std::vector<Answer> answers;
    std::function<void()> onAnswer; ///< before it is taken

    std::string_view name() const override { return "scripted"; }
    bool canActivate(std::string_view) const override { return false; }
    base::Result<std::unique_ptr<push::Procedure>> activation(push::ActivationRequest) override
    {
        return base::Error { base::ErrorCode::Unsupported, "scripted" };
    }
    base::Result<std::unique_ptr<push::Procedure>> removal(
        const vault::Id&, push::RemovalPlace) override
    {
        return base::Error { base::ErrorCode::Unsupported, "scripted" };
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
    struct Running : QObject
    {
        std::shared_ptr<int> life = std::make_shared<int>(0); ///< shared only to be watched
    };
};

} // namespace support
