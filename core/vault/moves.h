// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/vault.h"

namespace vault {

struct Draft;

namespace changeKind {
inline constexpr std::string_view Checklist = "checklist"; ///< the list of moves, nothing else
} // namespace changeKind

/// How long the checklist may become. The format holds ten times as many, so that copies with long
/// lists of their own can be made one.
constexpr std::size_t MostMoves = 1'000;

/// An account that is written down to be moved.
struct NewMove
{
    QString service;
    QString user = {};

    bool operator==(const NewMove&) const = default;
};

/// The checklist of an open vault: accounts that are moved here from programs without export. Made
/// for the moment: it must not outlive the vault. Every change is saved before the call returns and
/// can be undone. Where a call takes an id it answers NoMatch if there is no such entry.
class Moves
{
public:
    explicit Moves(Vault& vault) : m_vault(vault) { }

    /// In the order they were written down.
    std::vector<MoveEntry> all() const;
    std::optional<MoveEntry> find(const Id& id) const;

    /// Writes accounts of a program (one of moveFrom) down, in one step. TooLarge ("checklist"
    /// beyond MostMoves), MissingField ("service").
    base::Result<void> add(std::string_view program, std::span<const NewMove> moves);
    /// An entry that waits again, or stays, has no account here. Saves nothing where that is known
    /// already.
    base::Result<void> setState(const Id& id, MoveState state);
    base::Result<void> remove(const Id& id);

private:
    Vault& m_vault;
};

/// Notes in a draft that an account was added for an entry, as part of a change of that kind; does
/// nothing if the entry has gone.
void markAdded(Draft& draft, std::string_view kind, const Id& move, const Id& account);

} // namespace vault
