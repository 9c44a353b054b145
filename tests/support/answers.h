// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "tests/support/journals.h"

namespace support {

/// A journal of answers to sign-in requests, a second apart.
class Answers
{
public:
    vault::Journal journal;
    base::Time now = base::fromUnixSeconds(1'767'225'600);

    /// An intent for a request of this name.
    vault::JournalEntry entry(
        std::string_view name, vault::JournalDecision decision, const vault::Id& account)
    {
        vault::JournalEntry entry;
        entry.time = now += std::chrono::seconds(1);
        entry.kind = vault::JournalKind::Intent;
        entry.account = account;
        entry.challenge = *vault::challengeHash(account, base::bytesOf(name));
        entry.service = QStringLiteral("ACME");
        entry.decision = decision;
        entry.via = vault::JournalVia::Window;
        entry.origin =
            vault::JournalOrigin { QStringLiteral("203.0.113.9"), QStringLiteral("Malm\u00f6"),
                QStringLiteral("Firefox on Linux"), vault::OriginVerdict::Elsewhere, {} };
        return entry;
    }
    /// What became of it.
    vault::JournalEntry ending(
        std::string_view name, vault::JournalResult result, const vault::Id& account)
    {
        vault::JournalEntry entry = this->entry(name, vault::JournalDecision::Approve, account);
        entry.kind = vault::JournalKind::Result;
        entry.decision.reset();
        entry.via.reset();
        entry.result = result;
        return entry;
    }

    void intent(std::string_view name, vault::JournalDecision decision)
    {
        append(entry(name, decision, Account), Device);
    }
    void result(std::string_view name, vault::JournalResult result)
    {
        append(ending(name, result, Account), Device);
    }
    void note(std::string_view topic, const vault::Id& device)
    {
        vault::JournalEntry entry;
        entry.time = now += std::chrono::seconds(1);
        entry.kind = vault::JournalKind::Note;
        entry.topic = topic;
        append(entry, device);
    }

private:
    void append(const vault::JournalEntry& entry, const vault::Id& device)
    {
        FixedRandom random;
        if (!vault::recordEntry(journal, device, entry, random))
            qFatal("cannot record");
    }

    const vault::Id Account = deviceFrom(0xac);
    const vault::Id Device = deviceFrom(0xe0);
};

} // namespace support
