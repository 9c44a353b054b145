// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/answer_journal.h"

namespace push {

namespace {

vault::JournalEntry entryOf(const Challenge& challenge, vault::JournalKind kind, base::Time now)
{
    vault::JournalEntry entry;
    entry.time = now;
    entry.kind = kind;
    entry.account = challenge.account;
    entry.challenge = challenge.hash;
    entry.service = challenge.service;
    entry.origin = vault::JournalOrigin { challenge.origin.address, challenge.origin.place,
        challenge.origin.client, challenge.origin.judged.verdict, {} };
    return entry;
}

base::Result<void> write(vault::Vault& vault, const vault::JournalEntry& entry)
{
    const auto head = vault.record(entry);
    if (!head)
        return head.error();
    return {};
}

/// Whether the past lets this answer be given. A denial may be repeated: it lets nobody in.
bool isOpen(vault::PastAnswer past, vault::JournalDecision answer)
{
    if (past == vault::PastAnswer::None)
        return true;
    return answer != vault::JournalDecision::Approve && past != vault::PastAnswer::Answered;
}

} // namespace

base::Result<void> recordIntent(
    vault::Vault& vault, const Challenge& challenge, const Decision& decision, base::Time now)
{
    if (!isOpen(vault::pastAnswer(vault.journal(), challenge.hash), decision.answer))
        return base::Error { base::ErrorCode::AnsweredElsewhere, "the journal has an answer" };
    vault::JournalEntry entry = entryOf(challenge, vault::JournalKind::Intent, now);
    entry.decision = decision.answer;
    entry.via = decision.via;
    return write(vault, entry);
}

base::Result<void> recordResult(
    vault::Vault& vault, const Challenge& challenge, const AnswerOutcome& outcome, base::Time now)
{
    if (!outcome.result)
        return {};
    vault::JournalEntry entry = entryOf(challenge, vault::JournalKind::Result, now);
    entry.result = outcome.result;
    return write(vault, entry);
}

base::Result<void> recordEnd(
    vault::Vault& vault, const Challenge& challenge, vault::JournalResult result, base::Time now)
{
    // Another program on this vault may have answered; its intent was on disk before it did.
    Q_UNUSED(vault.refresh());
    const vault::PastAnswer past = vault::pastAnswer(vault.journal(), challenge.hash);
    const bool isOpen = past == vault::PastAnswer::Unknown;
    if (past != vault::PastAnswer::None && !(isOpen && result == vault::JournalResult::Expired))
        return {};
    vault::JournalEntry entry = entryOf(challenge, vault::JournalKind::Result, now);
    entry.result = result;
    return write(vault, entry);
}

} // namespace push
