// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/account.h"

namespace vault {

/// When a tag was last seen put on or taken off; the later one holds, and on wins over off.
struct TagState
{
    Stamp stamp;
    bool isOn = false;

    auto operator<=>(const TagState&) const = default;
};
using TagStates = std::map<QString, TagState>;

/// What an account says about each tag it has or had: a tag without a mark is as old as the
/// account's last change.
TagStates tagStatesOf(const Account& account);

/// Takes over what is later in `from`.
void unite(TagStates& states, const TagStates& from);

/// The tags of the account's own last change, without those that a merge added.
QStringList ownTags(const Account& account);

/// Adds to an account's own tags what others say: tags at the end in the order of their texts, and
/// the marks. Of more than MaxTags together the latest are kept.
void uniteTags(Account& account, const TagStates& others);

/// Brings the marks up to date after a change of the account: its tags are its own now, and those
/// that `before` had are marked as taken off at account.changed.
void markTags(Account& account, const Account& before);

} // namespace vault
