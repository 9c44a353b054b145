// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/journal_record.h"

#include <algorithm>
#include <iterator>

namespace vault {

namespace {

std::size_t sizeOf(const JournalLink& link)
{
    return link.entry.size() + link.hash.size();
}

bool isFull(const JournalChain& chain)
{
    std::size_t size = 0;
    for (const JournalLink& link : chain.links)
        size += sizeOf(link);
    return chain.links.size() >= MaxEntriesKept || size > MaxChainSize;
}

/// Which entries have to go so that EntriesKeptByCut or SizeKeptByCut stay, and the hash of the
/// last of them in the longest branch, the one that goes on.
JournalCut cutFor(const JournalChain& chain)
{
    std::size_t kept = 0;
    std::size_t size = 0;
    auto oldest = chain.links.rbegin();
    while (oldest != chain.links.rend() && kept < EntriesKeptByCut
        && (size += sizeOf(*oldest)) <= SizeKeptByCut) {
        ++kept;
        ++oldest;
    }
    // Of a full chain there is always one that does not stay.
    const std::uint64_t last = oldest->index;
    JournalHash hash = chain.links.rbegin()->hash;
    for (std::uint64_t index = chain.length(); index > last; --index) {
        const auto link = chain.links.lower_bound({ index, hash, {}, {} });
        if (link == chain.links.end() || link->index != index || link->hash != hash)
            break; // a broken chain is cut all the same
        hash = link->previous;
    }
    return { last, hash };
}

bool isNoteOfMerge(const JournalLink& link)
{
    const base::Result<JournalEntry> entry = readJournalEntry(link.entry);
    return entry && entry->kind == JournalKind::Merge;
}

/// Whether something in `theirs` is new here and no mere note of a merge.
bool hasNews(const JournalChain& mine, const JournalChain& theirs)
{
    return std::ranges::any_of(theirs.links, [&mine](const JournalLink& link) {
        return link.index > mine.cut() && !mine.links.contains(link) && !isNoteOfMerge(link);
    });
}

} // namespace

base::Result<JournalHead> recordEntry(
    Journal& journal, const Id& device, const JournalEntry& entry, crypto::RandomSource& random)
{
    const base::Result<base::Bytes> encoded = writeJournalEntry(entry);
    if (!encoded)
        return encoded.error();
    const auto found = journal.chains.find(device);
    if (found == journal.chains.end() || !isFull(found->second))
        return appendEntry(journal, device, *encoded, random);

    Journal changed = journal;
    JournalChain& chain = changed.chains.at(device);
    JournalEntry note;
    note.time = entry.time;
    note.kind = JournalKind::Cut;
    note.cut = cutFor(chain);
    const base::Result<base::Bytes> encodedNote = writeJournalEntry(note);
    if (!encodedNote)
        return encodedNote.error();
    // Appended first: even where all entries go, the chain continues at its head.
    base::Result<JournalHead> head = appendEntry(changed, device, *encodedNote, random);
    if (head)
        head = appendEntry(changed, device, *encoded, random);
    if (!head)
        return head;
    dropEntries(chain, note.cut->entries);
    journal = std::move(changed);
    return head;
}

std::vector<JournalEntry> entriesOfMerge(const Journal& mine, const Journal& theirs, base::Time now)
{
    std::vector<JournalHead> met;
    for (const auto& [device, chain] : theirs.chains) {
        static const JournalChain None;
        const auto found = mine.chains.find(device);
        const JournalChain& known = found == mine.chains.end() ? None : found->second;
        if (!hasNews(known, chain))
            continue;
        for (const JournalHead& head : headsOf(chain, device)) {
            if (!known.has(head.length, head.hash))
                met.push_back(head);
        }
    }
    std::vector<JournalEntry> entries;
    for (std::size_t i = 0; i < met.size(); i += MaxJournalHeads) {
        JournalEntry& entry = entries.emplace_back();
        entry.time = now;
        entry.kind = JournalKind::Merge;
        const std::size_t end = std::min(i + MaxJournalHeads, met.size());
        entry.heads.assign(met.begin() + static_cast<std::ptrdiff_t>(i),
            met.begin() + static_cast<std::ptrdiff_t>(end));
    }
    return entries;
}

} // namespace vault
