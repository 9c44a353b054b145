// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/body.h"

#include <string_view>
#include <vector>

namespace vault {

/// Notes in the body that a change with this stamp touched an account; `before` is its version
/// then, or null if it did not exist. Several accounts of one stamp are one change.
void recordChange(Body& body, const Stamp& stamp, std::string_view kind, const Id& account,
    const Account* before);

/// The same of an entry of the checklist.
void recordMove(
    Body& body, const Stamp& stamp, std::string_view kind, const Id& move, const MoveEntry* before);

/// Makes an account what it was in an older version, under a new stamp. History, marks of tags and
/// the counter, where one is known for the secret, stay with it. Answers whether that changes
/// anything.
bool bringBack(Body& body, Account& account, Account version, const Stamp& stamp);

/// The newest change that is no older than `now` less 30 days and has something to take back; end
/// if there is none. std::prev of it is older.
std::map<Stamp, ChangeRecord>::iterator newestChange(Body& body, base::Time now);

/// What is not as before after a change was taken back.
struct TakenBack
{
    std::vector<Id> accounts;
    std::vector<MoveEntry> moves; ///< as they are now; those that are gone as they were

    bool isNothing() const { return accounts.empty() && moves.empty(); }
};

/// Takes a change back under a new stamp and leaves its record empty. What had been added goes to
/// the trash, or off the checklist; accounts deleted for good stay so.
TakenBack takeBack(Body& body, ChangeRecord& change, const Stamp& stamp, base::Time now);

/// Forgets changes beyond the newest 50 or older than 30 days, and what the oldest touched if all
/// together are very large.
void boundChanges(Body& body, base::Time now);

/// Of two records with one stamp what both still have to take back.
ChangeRecord commonOf(const ChangeRecord& a, const ChangeRecord& b);

} // namespace vault
