// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/history.h"

#include "core/vault/account_codec.h"
#include "core/vault/record.h"
#include "core/vault/tag_marks.h"

#include <algorithm>
#include <set>

namespace vault {

namespace {

constexpr std::size_t LargestVersion = std::size_t { 64 } * 1024;
constexpr std::size_t LargestHistory = 2 * LargestVersion; ///< of the versions kept for their age

base::Bytes encoded(const Account& account)
{
    cbor::Writer out;
    writeAccount(out, account);
    return { out.view().begin(), out.view().end() };
}

/// All versions of all accounts, a quarter of what a body may have.
constexpr std::size_t LargestHistories = std::size_t { 16 } * 1024 * 1024;

/// What decides which versions are kept.
struct Rank
{
    Stamp stamp;
    base::Bytes secret; ///< sealed; of a version that cannot be understood: all of it
    base::Bytes version;
};

Rank rankOf(base::Bytes version)
{
    Rank rank { {}, version, std::move(version) };
    if (!cbor::check(rank.version))
        return rank;
    Record record(rank.version);
    rank.stamp = record.stamp("changed");
    Record credential(record.require("cred"));
    const base::ByteView secret = credential.bytes("secret");
    if (record.hasFailed())
        rank.stamp = {};
    else if (!secret.empty() || cbor::Reader(credential.require("type")).text() == "push")
        rank.secret.assign(secret.begin(), secret.end());
    return rank;
}

} // namespace

base::Bytes versionOf(const Account& account)
{
    Account bare = account;
    bare.history.clear();
    bare.tags = ownTags(account);
    bare.tagMarks.clear();
    bare.counterDoubt = 0;
    if (auto* hotp = std::get_if<otp::Hotp>(&bare.credential))
        hotp->counter = 0;
    base::Bytes version = encoded(bare);
    if (version.size() <= LargestVersion)
        return version;
    bare.note.clear();
    bare.tags.clear();
    bare.otherParameters.clear();
    bare.unknown.clear();
    bare.unknownOfCredential.clear();
    return encoded(bare);
}

base::Result<Account> readVersion(const Id& id, base::ByteView version)
{
    if (const base::Result<void> checked = cbor::check(version); !checked)
        return checked.error();
    return readAccount(id, version);
}

Stamp versionStamp(base::ByteView version)
{
    return rankOf({ version.begin(), version.end() }).stamp;
}

std::vector<base::Bytes> keptVersions(std::vector<base::Bytes> versions)
{
    std::vector<Rank> ranks;
    ranks.reserve(versions.size());
    for (base::Bytes& version : versions)
        ranks.push_back(rankOf(std::move(version)));
    std::ranges::sort(ranks, [](const Rank& a, const Rank& b) {
        return a.stamp == b.stamp ? a.version > b.version : a.stamp > b.stamp;
    });
    const auto isRepeated = [](const Rank& a, const Rank& b) { return a.version == b.version; };
    ranks.erase(std::unique(ranks.begin(), ranks.end(), isRepeated), ranks.end());

    std::vector<base::Bytes> kept;
    std::set<base::Bytes> secrets;
    std::size_t size = 0;
    for (std::size_t i = 0; i < ranks.size() && secrets.size() <= MaxVersions - KeptVersions; ++i) {
        size += ranks[i].version.size();
        const bool holdsNewSecret = secrets.insert(ranks[i].secret).second;
        // The first is the present state, not yet history.
        if ((i <= KeptVersions && size <= LargestHistory) || holdsNewSecret)
            kept.push_back(std::move(ranks[i].version));
    }
    return kept;
}

void supersede(Account& account, const Account& before, const Stamp& stamp)
{
    account.changed = stamp;
    markTags(account, before);
    std::vector<base::Bytes> versions = before.history;
    versions.push_back(versionOf(before));
    versions.push_back(versionOf(account));
    versions = keptVersions(std::move(versions));
    // The stamp is later than all others, so that the present state comes first.
    account.history.assign(versions.begin() + 1, versions.end());
}

void boundHistory(Body& body)
{
    std::size_t size = 0;
    for (const auto& [id, account] : body.accounts) {
        for (const base::Bytes& version : account.history)
            size += version.size();
    }
    if (size <= LargestHistories)
        return;
    std::vector<std::pair<Rank, Account*>> spare;
    for (auto& [id, account] : body.accounts) {
        std::set<base::Bytes> secrets { account.secret };
        for (const base::Bytes& version : account.history) {
            Rank rank = rankOf(version);
            if (!secrets.insert(rank.secret).second)
                spare.emplace_back(std::move(rank), &account);
        }
    }
    std::ranges::sort(spare, {}, [](const auto& entry) { return entry.first.stamp; });
    for (const auto& [rank, account] : spare) {
        if (size <= LargestHistories)
            return;
        std::erase(account->history, rank.version);
        size -= rank.version.size();
    }
}

Id counterKey(const SealedSecret& secret)
{
    Id key;
    if (secret.size() >= key.bytes.size())
        std::ranges::copy(base::ByteView(secret).last(key.bytes.size()), key.bytes.begin());
    return key;
}

void keepCounter(Body& body, const Account& account)
{
    const auto* hotp = std::get_if<otp::Hotp>(&account.credential);
    if (!hotp)
        return;
    Counter& kept = body.counters[counterKey(account.secret)];
    kept = std::max(kept, { hotp->counter, account.counterDoubt });
}

void takeCounter(Body& body, Account& account)
{
    auto* hotp = std::get_if<otp::Hotp>(&account.credential);
    const auto kept = body.counters.find(counterKey(account.secret));
    if (!hotp || kept == body.counters.end())
        return;
    const Counter counter = std::max(kept->second, { hotp->counter, account.counterDoubt });
    hotp->counter = counter.value;
    account.counterDoubt = counter.doubt;
    body.counters.erase(kept);
}

} // namespace vault
