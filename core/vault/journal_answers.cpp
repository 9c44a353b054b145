// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/journal_answers.h"

#include <algorithm>
#include <tuple>

namespace vault {

namespace {

bool isDecline(const JournalEntry& entry)
{
    return entry.decision == JournalDecision::Deny || entry.decision == JournalDecision::Report
        || entry.result == JournalResult::Denied || entry.result == JournalResult::Reported;
}

/// The journal's entries about one challenge, in one device's order.
class ChallengeHistory
{
public:
    void add(const OpenIntent& step)
    {
        m_isDeclined = m_isDeclined || isDecline(step.entry);
        if (step.entry.kind == JournalKind::Intent)
            m_open.push_back(step);
        if (step.entry.kind != JournalKind::Result)
            return;
        const bool isSettled = step.entry.result != JournalResult::NotSent;
        m_isSettled = m_isSettled || isSettled;
        if (isSettled)
            m_open.clear();
        else if (!m_open.empty())
            m_open.pop_back();
    }

    const std::vector<OpenIntent>& open() const { return m_open; }
    PastAnswer answer() const
    {
        if (m_isDeclined)
            return PastAnswer::Declined;
        if (m_isSettled)
            return PastAnswer::Answered;
        return m_open.empty() ? PastAnswer::None : PastAnswer::Unknown;
    }

private:
    std::vector<OpenIntent> m_open;
    bool m_isSettled = false;
    bool m_isDeclined = false;
};

std::map<JournalHash, ChallengeHistory> historiesOf(const JournalChain& chain, const Id& device)
{
    std::map<JournalHash, ChallengeHistory> histories;
    for (const JournalLink& link : chain.links) {
        const base::Result<JournalEntry> entry = readJournalEntry(link.entry);
        if (entry && entry->challenge)
            histories[*entry->challenge].add({ device, link.index, *entry });
    }
    return histories;
}

} // namespace

std::vector<OpenIntent> openIntents(const Journal& journal)
{
    std::vector<OpenIntent> intents;
    for (const auto& [device, chain] : journal.chains) {
        for (const auto& [challenge, history] : historiesOf(chain, device))
            intents.insert(intents.end(), history.open().begin(), history.open().end());
    }
    std::ranges::sort(intents, [](const OpenIntent& a, const OpenIntent& b) {
        return std::tie(a.device, a.index) < std::tie(b.device, b.index);
    });
    return intents;
}

PastAnswer pastAnswer(const Journal& journal, const JournalHash& challenge)
{
    PastAnswer answer = PastAnswer::None;
    for (const auto& [device, chain] : journal.chains) {
        const auto histories = historiesOf(chain, device);
        if (const auto found = histories.find(challenge); found != histories.end())
            answer = std::max(answer, found->second.answer());
    }
    return answer;
}

} // namespace vault
