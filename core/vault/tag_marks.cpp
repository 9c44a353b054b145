// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/tag_marks.h"

#include "core/vault/body.h"

#include <algorithm>

namespace vault {

namespace {

using Entry = std::pair<QString, TagState>;

/// The latest first; those of one moment by their text.
std::vector<Entry> latest(const TagStates& states, std::size_t most)
{
    std::vector<Entry> entries(states.begin(), states.end());
    std::ranges::sort(entries, [](const Entry& a, const Entry& b) {
        return a.second == b.second ? a.first < b.first : a.second > b.second;
    });
    if (entries.size() > most)
        entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(most), entries.end());
    return entries;
}

} // namespace

TagStates tagStatesOf(const Account& account)
{
    TagStates states;
    for (const auto& [tag, stamp] : account.tagMarks)
        states[tag] = { stamp, false };
    for (const QString& tag : account.tags) {
        const auto marked = account.tagMarks.find(tag);
        states[tag] = { marked == account.tagMarks.end() ? account.changed : marked->second, true };
    }
    return states;
}

void unite(TagStates& states, const TagStates& from)
{
    for (const auto& [tag, state] : from) {
        TagState& mine = states[tag]; // a new one is earlier than all
        mine = std::max(mine, state);
    }
}

QStringList ownTags(const Account& account)
{
    QStringList own;
    for (const QString& tag : account.tags) {
        if (!account.tagMarks.contains(tag))
            own.append(tag);
    }
    return own;
}

void uniteTags(Account& account, const TagStates& others)
{
    QStringList tags = ownTags(account);
    TagStates foreign = others;
    for (const QString& tag : std::as_const(tags))
        foreign.erase(tag);
    const auto own = static_cast<std::size_t>(tags.size());
    account.tagMarks.clear();
    for (const auto& [tag, state] : latest(foreign, MaxTags - std::min(own, MaxTags)))
        account.tagMarks.emplace(tag, state.stamp);
    for (const auto& [tag, stamp] : account.tagMarks) {
        if (foreign.at(tag).isOn)
            tags.append(tag);
    }
    account.tags = tags;
}

void markTags(Account& account, const Account& before)
{
    TagStates states = tagStatesOf(before);
    std::erase_if(states, [](const auto& entry) { return entry.second.isOn; });
    for (const QString& tag : before.tags)
        states[tag] = { account.changed, false };
    account.tagMarks.clear();
    uniteTags(account, states);
}

} // namespace vault
