// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/inbox/inbox.h"
#include "core/vault/journal_answers.h"
#include "tests/support/fixed_timers.h"
#include "tests/support/scripted_protocol.h"
#include "tests/support/vault_home.h"

namespace support {

constexpr std::chrono::seconds Life { 300 };

/// What a journal says, oldest first: "approve" for an intent, "=approved" for a result.
inline QStringList storyOf(const vault::Vault& vault)
{
    static const QStringList decisions { QStringLiteral("approve"), QStringLiteral("deny"),
        QStringLiteral("report") };
    static const QStringList results { QStringLiteral("=approved"), QStringLiteral("=denied"),
        QStringLiteral("=reported"), QStringLiteral("=expired"), QStringLiteral("=elsewhere"),
        QStringLiteral("=refused"), QStringLiteral("=not sent") };
    QStringList story;
    for (const auto& [device, chain] : vault.journal().chains) {
        for (const vault::JournalLink& link : chain.links) {
            const auto entry = vault::readJournalEntry(link.entry);
            if (entry->decision)
                story << decisions.at(static_cast<int>(*entry->decision));
            if (entry->result)
                story << results.at(static_cast<int>(*entry->result));
        }
    }
    return story;
}

/// Random bytes, until there are none: then no save succeeds.
class FailingRandom : public crypto::SystemRandom
{
public:
    bool isFailing = false;

    base::Result<void> fill(base::MutableByteView bytes) override
    {
        if (isFailing)
            return base::Error { base::ErrorCode::RandomFailed, "told to" };
        return SystemRandom::fill(bytes);
    }
};

/// An inbox over a vault, and a protocol that answers as the test says.
struct InboxDesk
{
    VaultHome home;
    FailingRandom random;
    FixedTimers timers { home.clock };
    vault::Vault vault = open();
    bool isLocked = false;
    push::Services services { home.clock, home.random, timers,
        [this] { return isLocked ? nullptr : &vault; }, [] {}, [] { return push::OwnPlace {}; } };
    push::Protocols protocols;
    ScriptedProtocol* protocol = nullptr;
    inbox::Guard guard;
    std::unique_ptr<::inbox::Inbox> inbox;
    std::vector<std::pair<push::Challenge, ::inbox::Attention>> arrivals;
    std::vector<::inbox::Ended> ends;
    std::vector<push::AnswerOutcome> outcomes;

    InboxDesk()
    {
        auto scripted = std::make_unique<ScriptedProtocol>();
        protocol = scripted.get();
        protocols.push_back(std::move(scripted));
        start();
    }
    vault::Vault open()
    {
        (void)home.create();
        auto opened = vault::Vault::open(home.path(), support::passphrase("secret words"),
            { home.clock, random, support::idFrom(0xe0) });
        return std::move(*opened);
    }
    /// The program anew, with the same vault.
    void start()
    {
        inbox = std::make_unique<::inbox::Inbox>(services, protocols, guard);
        QObject::connect(inbox.get(), &::inbox::Inbox::arrived, inbox.get(),
            [this](const push::Challenge& challenge, ::inbox::Attention attention) {
                arrivals.emplace_back(challenge, attention);
            });
        QObject::connect(inbox.get(), &::inbox::Inbox::ended, inbox.get(),
            [this](const ::inbox::Ended& end) { ends.push_back(end); });
    }
    push::Challenge challenge(const char* name, std::uint8_t account = 1) const
    {
        push::Challenge challenge;
        challenge.account.bytes[0] = account;
        challenge.registration.bytes[0] = account;
        challenge.hash =
            *vault::challengeHash(challenge.account, base::bytesOf(std::string_view(name)));
        challenge.protocol = "scripted";
        challenge.service = QStringLiteral("ACME");
        challenge.application = QString::fromUtf8(name);
        challenge.created = home.clock.time;
        challenge.expires = home.clock.time + Life;
        challenge.signature = push::SignatureState::Verified;
        return challenge;
    }
    /// A poll that has read the lists of these accounts to the end.
    void poll(std::vector<push::Challenge> challenges, std::vector<std::uint8_t> accounts = { 1 })
    {
        push::PollResult result;
        result.challenges = std::move(challenges);
        for (const std::uint8_t account : accounts)
            result.complete.push_back(vault::Id { { account } });
        inbox->take(result);
    }
    static push::Decision decision(vault::JournalDecision answer, const char* number = "")
    {
        push::Decision decision;
        decision.answer = answer;
        decision.number = QString::fromUtf8(number);
        return decision;
    }
    void answer(const push::Challenge& challenge, push::Decision decision)
    {
        inbox->answer(challenge.hash, std::move(decision),
            [this](const push::AnswerOutcome& outcome) { outcomes.push_back(outcome); });
    }
    void approve(const push::Challenge& challenge)
    {
        answer(challenge, decision(vault::JournalDecision::Approve));
    }
    void deny(const push::Challenge& challenge)
    {
        answer(challenge, decision(vault::JournalDecision::Deny));
    }
    /// What the server makes of the last answer.
    void conclude(
        std::optional<vault::JournalResult> result, std::optional<base::Error> error = {}) const
    {
        ScriptedProtocol::Answer(protocol->answers.back()).conclude(result, std::move(error));
    }
    std::optional<base::ErrorCode> lastError() const
    {
        if (outcomes.empty() || !outcomes.back().error)
            return std::nullopt;
        return outcomes.back().error->code;
    }
};

} // namespace support
