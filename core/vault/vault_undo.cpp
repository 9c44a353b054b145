// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// An open vault's way back: older versions of an account, and the last change.

#include "core/vault/history.h"
#include "core/vault/undo.h"
#include "core/vault/vault_state.h"

#include <algorithm>

namespace vault {

std::vector<Account> Vault::history(const Id& id) const
{
    std::vector<Account> versions;
    const auto found = m_state->body().accounts.find(id);
    if (found == m_state->body().accounts.end())
        return versions;
    for (const base::Bytes& bytes : found->second.history) {
        if (base::Result<Account> version = readVersion(id, bytes))
            versions.push_back(std::move(*version));
    }
    return versions;
}

base::Result<void> Vault::restoreVersion(const Id& id, const Stamp& stamp)
{
    return m_state->apply([&](Draft& draft) -> base::Result<void> {
        const auto found = draft.body.accounts.find(id);
        if (found == draft.body.accounts.end() || found->second.trashed)
            return noSuchEntry(id);
        Account& account = found->second;
        const auto bytes = std::ranges::find(account.history, stamp, versionStamp);
        if (bytes == account.history.end())
            return noSuchEntry(id);
        base::Result<Account> version = readVersion(id, *bytes);
        if (!version)
            return version.error();
        version->trashed.reset();
        recordChange(draft.body, draft.stamp, changeKind::Version, id, &account);
        bringBack(draft.body, account, std::move(*version), draft.stamp);
        return {};
    });
}

base::Result<Undone> Vault::undo()
{
    Undone undone;
    TakenBack taken;
    const base::Result<void> saved = m_state->apply([&](Draft& draft) -> base::Result<void> {
        const base::Time now(
            std::chrono::milliseconds(boundedMilliseconds(m_state->services.clock.now())));
        taken = {};
        // One whose accounts are as they were before, or gone, is no use to anybody.
        while (taken.isNothing()) {
            const auto change = newestChange(draft.body, now);
            if (change == draft.body.changes.end())
                return base::Error { base::ErrorCode::NothingToDo, "undo" };
            undone.kind = change->second.kind;
            taken = takeBack(draft.body, change->second, draft.stamp, now);
        }
        return {};
    });
    if (!saved)
        return saved.error();
    undone.moves = std::move(taken.moves);
    for (const Id& id : taken.accounts)
        undone.accounts.push_back(m_state->body().accounts.at(id));
    return undone;
}

} // namespace vault
