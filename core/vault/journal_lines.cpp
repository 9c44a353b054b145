// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/journal_lines.h"

#include "core/vault/vault.h"

#include <algorithm>
#include <tuple>

namespace vault {

namespace {

LineKind kindOf(const JournalEntry& entry)
{
    switch (entry.kind) {
    case JournalKind::Intent:
        return LineKind::Answer;
    case JournalKind::Result:
        return LineKind::End;
    case JournalKind::Merge:
        return LineKind::Merge;
    case JournalKind::Cut:
        return LineKind::Cut;
    case JournalKind::Note:
        return LineKind::Note;
    case JournalKind::Other:
        break;
    }
    return LineKind::Other;
}

/// The lines of one chain, in its order. What settles an answer is as in openIntents().
class ChainLines
{
public:
    explicit ChainLines(const Id& device) : m_device(device) { }

    void add(const JournalLink& link)
    {
        base::Result<JournalEntry> entry = readJournalEntry(link.entry);
        if (entry && entry->kind == JournalKind::Result && settles(*entry))
            return;
        const bool isIntent = entry && entry->kind == JournalKind::Intent;
        if (isIntent)
            m_open[*entry->challenge].push_back(m_lines.size());
        // What cannot be read stands where it is found.
        const base::Time before = m_lines.empty() ? base::Time() : m_lines.back().entry.time;
        JournalLine& line = m_lines.emplace_back();
        line.device = m_device;
        line.index = link.index;
        line.entry.time = before;
        if (!entry)
            return;
        line.kind = kindOf(*entry);
        line.entry = std::move(*entry);
    }

    std::vector<JournalLine> take() { return std::move(m_lines); }

private:
    /// Whether the result is that of an answer before it.
    bool settles(const JournalEntry& result)
    {
        std::vector<std::size_t>& open = m_open[*result.challenge];
        if (open.empty() || !result.result)
            return false;
        if (result.result == JournalResult::NotSent) {
            m_lines[open.back()].entry.result = result.result;
            open.pop_back();
            return true;
        }
        for (const std::size_t line : open)
            m_lines[line].entry.result = result.result;
        open.clear();
        return true;
    }

    Id m_device;
    std::vector<JournalLine> m_lines;
    std::map<JournalHash, std::vector<std::size_t>> m_open; ///< lines of intents, by challenge
};

} // namespace

std::vector<JournalLine> linesOf(const Journal& journal)
{
    std::vector<JournalLine> lines;
    for (const auto& [device, chain] : journal.chains) {
        ChainLines ofChain(device);
        for (const JournalLink& link : chain.links)
            ofChain.add(link);
        std::ranges::move(ofChain.take(), std::back_inserter(lines));
    }
    std::ranges::stable_sort(lines, [](const JournalLine& a, const JournalLine& b) {
        return std::tie(a.entry.time, a.device, a.index)
            > std::tie(b.entry.time, b.device, b.index);
    });
    return lines;
}

base::Result<JournalReport> reportOf(
    const Vault& vault, const std::vector<JournalAnchor>& anchors, base::Time now)
{
    base::Result<std::vector<ChainVerdict>> chains = vault.checkJournal(anchors);
    if (!chains)
        return chains.error();
    JournalReport report { now, linesOf(vault.journal()), std::move(*chains),
        headsOf(vault.journal()) };
    std::map<Id, QString> names;
    for (JournalLine& line : report.lines) {
        if (!line.entry.account)
            continue;
        const auto known = names.try_emplace(*line.entry.account);
        if (known.second) {
            if (const std::optional<Account> account = vault.find(*line.entry.account))
                known.first->second = account->name;
        }
        line.account = known.first->second;
    }
    return report;
}

const ChainVerdict* brokenChain(const std::vector<ChainVerdict>& chains)
{
    const ChainVerdict* broken = nullptr;
    for (const ChainVerdict& chain : chains) {
        if (chain.state == ChainState::Broken && (!broken || chain.at < broken->at))
            broken = &chain;
    }
    return broken;
}

} // namespace vault
