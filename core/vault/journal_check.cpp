// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/journal_check.h"

#include "core/vault/journal_entry.h"

#include <algorithm>

namespace vault {

namespace {

/// The lowest entry whose hash is wrong or whose predecessor is missing; 0 if all hold together.
base::Result<std::uint64_t> lowestBreak(const JournalChain& chain, const Id& device)
{
    for (const JournalLink& link : chain.links) {
        const base::Result<JournalHash> hash =
            hashOfEntry(device, link.index, link.previous, link.entry);
        if (!hash)
            return hash.error();
        const bool follows =
            link.index == chain.cut() + 1 || chain.has(link.index - 1, link.previous);
        if (*hash != link.hash || !follows)
            return link.index;
    }
    return std::uint64_t { 0 };
}

/// Whether the entries before the first one are the ones that were cut.
bool isCutAt(const JournalChain& chain, const JournalHash& hash)
{
    return std::ranges::any_of(chain.links, [&](const JournalLink& link) {
        return link.index == chain.cut() + 1 && link.previous == hash;
    });
}

/// Old entries leave an entry that tells their number and last hash, or they were taken away.
bool cutIsTold(const JournalChain& chain)
{
    return chain.cut() == 0 || std::ranges::any_of(chain.links, [&](const JournalLink& link) {
        const base::Result<JournalEntry> entry = readJournalEntry(link.entry);
        return entry && entry->cut && entry->cut->entries == chain.cut()
            && isCutAt(chain, entry->cut->lastHash);
    });
}

bool contradicts(const JournalChain& chain, const JournalHead& head)
{
    if (head.length > chain.length())
        return true;
    if (head.length == 0 || head.length < chain.cut() || chain.has(head.length, head.hash))
        return false;
    return head.length != chain.cut() || !isCutAt(chain, head.hash);
}

void breakAt(ChainVerdict& verdict, std::uint64_t index, const JournalAnchor& anchor)
{
    if (verdict.state == ChainState::Broken && verdict.at <= index)
        return;
    verdict.state = ChainState::Broken;
    verdict.at = index;
    verdict.anchor = anchor;
}

void compare(ChainVerdict& verdict, const JournalChain& chain, const JournalAnchor& anchor)
{
    const std::uint64_t length = anchor.head.length;
    if (contradicts(chain, anchor.head))
        return breakAt(verdict, std::min(length, verdict.entries + 1), anchor);
    if (length == 0 || length < verdict.cut || verdict.state == ChainState::Broken)
        return;
    if (verdict.state == ChainState::NoAnchor)
        verdict.state = ChainState::Intact;
    const bool isBetter = !verdict.anchor || verdict.anchor->head.length < length
        || (verdict.anchor->head.length == length && verdict.anchor->time < anchor.time);
    if (isBetter)
        verdict.anchor = anchor;
}

base::Result<ChainVerdict> checkAlone(const JournalChain& chain, const Id& device)
{
    ChainVerdict verdict { device, ChainState::NoAnchor, 0, chain.length(), chain.cut(), {} };
    const base::Result<std::uint64_t> lowest = lowestBreak(chain, device);
    if (!lowest)
        return lowest.error();
    verdict.at = cutIsTold(chain) ? *lowest : 1;
    if (verdict.at != 0) {
        verdict.state = ChainState::Broken;
        return verdict;
    }
    verdict.at = chain.lowestFork();
    if (verdict.at != 0)
        verdict.state = ChainState::Forked;
    return verdict;
}

} // namespace

bool contradicts(const Journal& journal, const JournalAnchor& anchor)
{
    const auto chain = journal.chains.find(anchor.head.device);
    return contradicts(chain == journal.chains.end() ? JournalChain() : chain->second, anchor.head);
}

base::Result<std::vector<ChainVerdict>> checkJournal(
    const Journal& journal, const std::vector<JournalAnchor>& anchors)
{
    std::map<Id, ChainVerdict> verdicts;
    for (const auto& [device, chain] : journal.chains) {
        const base::Result<ChainVerdict> verdict = checkAlone(chain, device);
        if (!verdict)
            return verdict.error();
        verdicts.emplace(device, *verdict);
    }
    for (const JournalAnchor& anchor : anchors) {
        const Id& device = anchor.head.device;
        const auto chain = journal.chains.find(device);
        ChainVerdict& verdict = verdicts[device];
        verdict.device = device;
        static const JournalChain Gone;
        compare(verdict, chain == journal.chains.end() ? Gone : chain->second, anchor);
    }
    std::vector<ChainVerdict> answer;
    answer.reserve(verdicts.size());
    for (const auto& [device, verdict] : verdicts)
        answer.push_back(verdict);
    return answer;
}

} // namespace vault
