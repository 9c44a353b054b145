// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// What was read of a damaged file becomes a new vault.

#include "core/vault/generation.h"
#include "core/vault/history.h"
#include "core/vault/opened_copy.h"
#include "core/vault/salvage.h"
#include "core/vault/vault_state.h"

#include <algorithm>
#include <sys/stat.h>

namespace vault {

namespace {

bool isTaken(const std::string& path)
{
    struct stat status = {};
    return ::lstat(path.c_str(), &status) == 0;
}

/// A date beyond the present is damage, or a wrong clock; kept, it would win every merge.
void boundStamp(Stamp& stamp, std::int64_t now)
{
    stamp.milliseconds = std::min(stamp.milliseconds, now);
}

void boundVersions(Account& account, std::int64_t now)
{
    for (base::Bytes& bytes : account.history) {
        base::Result<Account> version = readVersion(account.id, bytes);
        if (!version)
            continue;
        if (version->changed.milliseconds > now) {
            version->changed.milliseconds = now;
            bytes = versionOf(*version);
        }
        // No version is later than the account itself.
        account.changed = std::max(account.changed, version->changed);
    }
}

void boundStamps(Account& account, std::int64_t now)
{
    boundStamp(account.created, now);
    boundStamp(account.changed, now);
    boundVersions(account, now);
    for (auto& [tag, stamp] : account.tagMarks)
        stamp = std::min(stamp, account.changed);
}

/// Where they stood is not known any more, which is said of every counter in a new vault.
void addCounters(Body& body, const Account& account)
{
    for (const base::Bytes& bytes : account.history) {
        const base::Result<Account> version = readVersion(account.id, bytes);
        if (version && version->secret != account.secret)
            keepCounter(body, *version);
    }
}

base::Result<void> sealAnew(Body& body, const SealKeys& former, const Generation& generation,
    const Id& vault, crypto::RandomSource& random)
{
    const base::Bytes ids = joinIds(vault, generation.key);
    const base::Result<SealKeys> later =
        SealKeys::from(generation.keys.seal.view(), generation.verification.view(), ids);
    if (!later)
        return later.error();
    return Resealer(former, *later, generation.keys.hedge.view(), random).reseal(body);
}

/// No installation answers until somebody has looked at them and confirmed it.
void addRegistrations(Body& body, const SalvagedAccount& found, std::int64_t now)
{
    for (PushRegistration registration : found.registrations) {
        boundStamp(registration.created, now);
        boundStamp(registration.changed, now);
        registration.device = {};
        body.registrations.emplace(registration.id, std::move(registration));
    }
}

/// A line whose account was not found stands without it.
void addMoves(Body& body, const std::vector<MoveEntry>& moves, std::int64_t now)
{
    for (MoveEntry entry : moves) {
        boundStamp(entry.created, now);
        boundStamp(entry.changed, now);
        if (entry.account && !body.accounts.contains(*entry.account))
            entry.account.reset();
        body.moves.emplace(entry.id, std::move(entry));
    }
}

} // namespace

Body salvagedBody(const std::vector<SalvagedAccount>& accounts, const std::vector<MoveEntry>& moves,
    base::Time now)
{
    const std::int64_t present = boundedMilliseconds(now);
    Body body;
    for (const SalvagedAccount& found : accounts) {
        if (!found.hasSecret)
            continue;
        Account account = found.account;
        if (!found.hasPin)
            account.pin.clear();
        boundStamps(account, present);
        // A date that nothing vouches for must not have it deleted for good.
        if (account.trashed)
            account.trashed = base::Time(std::chrono::milliseconds(present));
        addCounters(body, account);
        addRegistrations(body, found, present);
        body.accounts.emplace(account.id, std::move(account));
    }
    addMoves(body, moves, present);
    return body;
}

base::Result<Vault::Created> Salvage::saveAs(const std::string& path, const Passphrase& passphrase,
    const crypto::Argon2Costs& costs, const Services& services) const
{
    if (isTaken(path)) // told before the derivation
        return base::Error { base::ErrorCode::VaultExists, "salvage", { path } };
    const base::Time now = services.clock.now();
    Draft draft { {}, salvagedBody(m_accounts, m_moves, now),
        { boundedMilliseconds(now), services.device } };
    draft.body.pictures = m_pictures; // those that nobody shows go at the save
    if (draft.body.accounts.empty())
        return base::Error { base::ErrorCode::NothingToDo, "no secret is intact" };
    const base::Result<Id> vault = Id::random(services.random);
    if (!vault)
        return vault.error();
    base::Result<Generation> generation =
        makeGeneration(*vault, passphrase, costs, services.random);
    if (!generation)
        return generation.error();
    draft.header.vault = *vault;
    draft.header.key = generation->key;
    const base::Result<void> sealed =
        sealAnew(draft.body, *m_keys, *generation, *vault, services.random);
    if (!sealed)
        return sealed.error();
    if (const base::Result<void> put = insertFirstSlots(draft, *generation); !put)
        return put.error();
    base::Result<Vault> made = OpenedCopy::madeOf(
        { std::move(draft.header), std::move(draft.body), {} }, std::move(generation->keys))
                                   .restore(path, services);
    if (!made)
        return made.error();
    return Vault::Created { std::move(*made), std::move(generation->recoveryKey) };
}

} // namespace vault
