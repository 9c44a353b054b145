// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/undo.h"

#include "core/vault/history.h"
#include "core/vault/move_codec.h"

#include <algorithm>

namespace vault {

namespace {

constexpr std::chrono::days UndoTime { 30 };
constexpr std::size_t LargestChanges = std::size_t { 8 } * 1024 * 1024; ///< versions of all
constexpr std::size_t MostTouched = MaxAccounts; ///< accounts of all changes

bool isExpired(const Stamp& stamp, base::Time now)
{
    return base::Time(std::chrono::milliseconds(stamp.milliseconds)) < now - UndoTime;
}

bool isRegistered(const Body& body, const Id& account)
{
    return std::ranges::any_of(body.registrations,
        [&account](const auto& entry) { return entry.second.account == account; });
}

bool takeBackOne(
    Body& body, const Id& id, const base::Bytes& before, const Stamp& stamp, base::Time now)
{
    const auto found = body.accounts.find(id);
    if (found == body.accounts.end())
        return false;
    // What a server was told since cannot be taken back here.
    if (before.empty() && isRegistered(body, id))
        return false;
    Account& account = found->second;
    Account version = account;
    if (!before.empty()) {
        const base::Result<Account> read = readVersion(id, before);
        if (!read)
            return false;
        version = *read;
    }
    const bool belongsInTrash = before.empty() || version.trashed;
    // Its 30 days begin again: it must not be gone at once.
    version.trashed = belongsInTrash ? std::optional(account.trashed.value_or(now)) : std::nullopt;
    return bringBack(body, account, std::move(version), stamp);
}

std::map<Id, base::Bytes> commonVersions(
    const std::map<Id, base::Bytes>& a, const std::map<Id, base::Bytes>& b)
{
    std::map<Id, base::Bytes> common;
    for (const auto& [id, before] : a) {
        const auto other = b.find(id);
        if (other != b.end())
            common.emplace(id, std::min(before, other->second));
    }
    return common;
}

/// What it was before, or the entry that goes; absent if that is how it is.
std::optional<MoveEntry> takeBackMove(
    Body& body, const Id& id, const base::Bytes& before, const Stamp& stamp)
{
    const auto found = body.moves.find(id);
    if (before.empty()) {
        if (found == body.moves.end())
            return {};
        MoveEntry gone = std::move(found->second);
        body.moves.erase(found);
        body.tombs[id] = stamp;
        return gone;
    }
    base::Result<MoveEntry> entry =
        cbor::check(before) ? readMove(id, before) : base::Result<MoveEntry>(base::Error {});
    if (!entry)
        return {};
    if (found != body.moves.end()) {
        entry->changed = found->second.changed;
        if (*entry == found->second)
            return {};
    }
    entry->changed = stamp; // later than a tombstone
    body.moves.insert_or_assign(id, *entry);
    return *entry;
}

} // namespace

void recordChange(
    Body& body, const Stamp& stamp, std::string_view kind, const Id& account, const Account* before)
{
    ChangeRecord& change = body.changes[stamp];
    change.kind = kind;
    change.before.emplace(account, before ? versionOf(*before) : base::Bytes());
}

void recordMove(
    Body& body, const Stamp& stamp, std::string_view kind, const Id& move, const MoveEntry* before)
{
    ChangeRecord& change = body.changes[stamp];
    change.kind = kind;
    change.moves.emplace(move, before ? encodedEntry(MoveList, *before) : base::Bytes());
}

bool bringBack(Body& body, Account& account, Account version, const Stamp& stamp)
{
    const Account before = account;
    version.changed = before.changed;
    if (!otp::makesCodes(version.credential)) {
        // Codes that came with an enrolment stay with it.
        version.credential = before.credential;
        version.secret = before.secret;
        version.pin = before.pin;
        version.otherParameters = before.otherParameters;
        version.unknownOfCredential = before.unknownOfCredential;
    }
    if (versionOf(version) == versionOf(before))
        return false;
    // In this order: where the secret stays the counter comes back at once.
    keepCounter(body, before);
    takeCounter(body, version);
    account = std::move(version);
    supersede(account, before, stamp);
    return true;
}

std::map<Stamp, ChangeRecord>::iterator newestChange(Body& body, base::Time now)
{
    for (auto change = body.changes.end(); change != body.changes.begin();) {
        --change;
        if (isExpired(change->first, now))
            break;
        if (!change->second.isTakenBack())
            return change;
    }
    return body.changes.end();
}

TakenBack takeBack(Body& body, ChangeRecord& change, const Stamp& stamp, base::Time now)
{
    TakenBack taken;
    for (const auto& [id, before] : change.before) {
        if (takeBackOne(body, id, before, stamp, now))
            taken.accounts.push_back(id);
    }
    for (const auto& [id, before] : change.moves) {
        if (const std::optional<MoveEntry> move = takeBackMove(body, id, before, stamp))
            taken.moves.push_back(*move);
    }
    // What is left tells other copies that it was taken back.
    change.clear();
    return taken;
}

void boundChanges(Body& body, base::Time now)
{
    std::size_t changes = 0;
    std::size_t touched = 0;
    std::size_t size = 0;
    for (auto change = body.changes.end(); change != body.changes.begin();) {
        --change;
        if (++changes > MaxChanges || isExpired(change->first, now)) {
            body.changes.erase(body.changes.begin(), std::next(change));
            return;
        }
        for (const auto* versions : { &change->second.before, &change->second.moves }) {
            touched += versions->size();
            for (const auto& [id, version] : *versions)
                size += version.size();
        }
        if (touched > MostTouched || size > LargestChanges)
            change->second.clear();
    }
}

ChangeRecord commonOf(const ChangeRecord& a, const ChangeRecord& b)
{
    return { std::max(a.kind, b.kind), commonVersions(a.before, b.before),
        commonVersions(a.moves, b.moves), std::max(a.unknown, b.unknown) };
}

} // namespace vault
