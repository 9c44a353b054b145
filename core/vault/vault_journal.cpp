// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The journal of an open vault: what is written to it, and what can be said of it.

#include "core/vault/counters.h"
#include "core/vault/journal_record.h"
#include "core/vault/merge.h"
#include "core/vault/vault_state.h"

namespace vault {

namespace {

/// An entry about the vault itself stops no save where the journal is full.
base::Result<void> append(Body& body, const Services& services, const JournalEntry& entry)
{
    const base::Result<JournalHead> head =
        recordEntry(body.journal, services.device, entry, services.random);
    if (head || head.error().code == base::ErrorCode::TooLarge)
        return {};
    return head.error();
}

base::Time timeOfEntry(const Services& services)
{
    return base::Time(std::chrono::milliseconds(boundedMilliseconds(services.clock.now())));
}

} // namespace

base::Result<void> Vault::State::note(Draft& next, std::string_view topic) const
{
    JournalEntry entry;
    entry.time = timeOfEntry(services);
    entry.kind = JournalKind::Note;
    entry.topic = topic;
    return append(next.body, services, entry);
}

base::Result<void> Vault::State::mergeInto(Draft& next, const Body& other) const
{
    const std::vector<JournalEntry> entries =
        entriesOfMerge(next.body.journal, other.journal, timeOfEntry(services));
    next.body = merge(other, next.body);
    for (const JournalEntry& entry : entries) {
        if (const base::Result<void> appended = append(next.body, services, entry); !appended)
            return appended;
    }
    return {};
}

base::Result<void> Vault::State::noteGoingBack(Draft& next) const
{
    if (!hasGoneBack)
        return {};
    markCountersMaybeBehind(next.body);
    return note(next, "older-state");
}

const Journal& Vault::journal() const
{
    return m_state->body().journal;
}

base::Result<JournalHead> Vault::record(const JournalEntry& entry)
{
    JournalHead head;
    const base::Result<void> saved = m_state->apply([&](Draft& draft) -> base::Result<void> {
        const Services& services = m_state->services;
        const base::Result<JournalHead> recorded =
            recordEntry(draft.body.journal, services.device, entry, services.random);
        if (!recorded)
            return recorded.error();
        head = *recorded;
        return {};
    });
    if (!saved)
        return saved.error();
    return head;
}

base::Result<std::vector<ChainVerdict>> Vault::checkJournal(
    const std::vector<JournalAnchor>& anchors) const
{
    std::vector<JournalAnchor> all = m_state->anchors;
    all.insert(all.end(), anchors.begin(), anchors.end());
    return vault::checkJournal(journal(), all);
}

} // namespace vault
