// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/moves.h"

#include "core/vault/move_codec.h"
#include "core/vault/undo.h"
#include "core/vault/vault_state.h"

#include <algorithm>

namespace vault {

namespace {

base::Error tooManyMoves()
{
    return { base::ErrorCode::TooLarge, "checklist", { "checklist", std::to_string(MostMoves) } };
}

/// Gives an entry the state that `alter` makes of it.
template <typename Alter>
void alterMove(Draft& draft, MoveEntry& entry, std::string_view kind, Alter alter)
{
    recordMove(draft.body, draft.stamp, kind, entry.id, &entry);
    alter(entry);
    entry.changed = draft.stamp;
}

} // namespace

std::vector<MoveEntry> Moves::all() const
{
    std::vector<MoveEntry> entries;
    for (const auto& [id, entry] : m_vault.m_state->body().moves)
        entries.push_back(entry);
    // They come by id; those of one moment stay so.
    std::ranges::stable_sort(
        entries, {}, [](const MoveEntry& entry) { return entry.created.milliseconds; });
    return entries;
}

std::optional<MoveEntry> Moves::find(const Id& id) const
{
    const std::map<Id, MoveEntry>& moves = m_vault.m_state->body().moves;
    const auto found = moves.find(id);
    return found == moves.end() ? std::nullopt : std::optional(found->second);
}

base::Result<void> Moves::add(std::string_view program, std::span<const NewMove> moves)
{
    std::vector<MoveEntry> entries;
    for (const NewMove& move : moves) {
        const base::Result<Id> id =
            freshId(m_vault.m_state->body(), m_vault.m_state->services.random);
        if (!id)
            return id.error();
        MoveEntry entry;
        entry.id = *id;
        entry.program = program;
        entry.service = move.service;
        entry.user = move.user;
        if (const base::Result<void> checked = checkMove(entry); !checked)
            return checked;
        entries.push_back(std::move(entry));
    }
    if (entries.empty())
        return {};
    return m_vault.m_state->apply([&entries](Draft& draft) -> base::Result<void> {
        if (draft.body.moves.size() + entries.size() > MostMoves)
            return tooManyMoves();
        Stamp stamp = draft.stamp;
        for (MoveEntry entry : entries) {
            entry.created = stamp;
            entry.changed = stamp;
            ++stamp.milliseconds; // the order of the lines is the order of the list
            recordMove(draft.body, draft.stamp, changeKind::Checklist, entry.id, nullptr);
            if (!draft.body.moves.emplace(entry.id, entry).second)
                return repeatedRandom();
        }
        return {};
    });
}

base::Result<void> Moves::setState(const Id& id, MoveState state)
{
    const std::optional<MoveEntry> present = find(id);
    if (present && present->state == state)
        return {};
    return m_vault.m_state->apply([&](Draft& draft) -> base::Result<void> {
        const auto found = draft.body.moves.find(id);
        if (found == draft.body.moves.end())
            return noSuchEntry(id);
        alterMove(draft, found->second, changeKind::Checklist, [state](MoveEntry& entry) {
            entry.state = state;
            if (state == MoveState::Waiting || state == MoveState::Stays)
                entry.account.reset();
        });
        return {};
    });
}

base::Result<void> Moves::remove(const Id& id)
{
    return m_vault.m_state->apply([&id](Draft& draft) -> base::Result<void> {
        const auto found = draft.body.moves.find(id);
        if (found == draft.body.moves.end())
            return noSuchEntry(id);
        recordMove(draft.body, draft.stamp, changeKind::Checklist, id, &found->second);
        draft.body.moves.erase(found);
        draft.body.tombs[id] = draft.stamp;
        return {};
    });
}

void markAdded(Draft& draft, std::string_view kind, const Id& move, const Id& account)
{
    const auto found = draft.body.moves.find(move);
    if (found == draft.body.moves.end())
        return;
    alterMove(draft, found->second, kind, [&account](MoveEntry& entry) {
        entry.state = MoveState::Added;
        entry.account = account;
    });
}

} // namespace vault
