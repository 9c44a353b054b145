// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/undo.h"

#include "core/vault/history.h"

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

} // namespace

void recordChange(
    Body& body, const Stamp& stamp, std::string_view kind, const Id& account, const Account* before)
{
    ChangeRecord& change = body.changes[stamp];
    change.kind = kind;
    change.before.emplace(account, before ? versionOf(*before) : base::Bytes());
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
        if (!change->second.before.empty())
            return change;
    }
    return body.changes.end();
}

std::vector<Id> takeBack(Body& body, ChangeRecord& change, const Stamp& stamp, base::Time now)
{
    std::vector<Id> altered;
    for (const auto& [id, before] : change.before) {
        if (takeBackOne(body, id, before, stamp, now))
            altered.push_back(id);
    }
    // What is left tells other copies that it was taken back.
    change.before.clear();
    return altered;
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
        touched += change->second.before.size();
        for (const auto& [id, version] : change->second.before)
            size += version.size();
        if (touched > MostTouched || size > LargestChanges)
            change->second.before.clear();
    }
}

ChangeRecord commonOf(const ChangeRecord& a, const ChangeRecord& b)
{
    ChangeRecord common { std::max(a.kind, b.kind), {}, std::max(a.unknown, b.unknown) };
    for (const auto& [id, before] : a.before) {
        const auto other = b.before.find(id);
        if (other != b.before.end())
            common.before.emplace(id, std::min(before, other->second));
    }
    return common;
}

} // namespace vault
