// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/journal.h"

#include "core/crypto/hmac.h"
#include "core/crypto/random.h"
#include "core/vault/cbor.h"

#include <algorithm>

namespace vault {

namespace {

std::uint64_t lowerButNotZero(std::uint64_t a, std::uint64_t b)
{
    return a == 0 || b == 0 ? std::max(a, b) : std::min(a, b);
}

/// Unites encoded members by key. Of two values the one that sorts last wins: which does not
/// matter, but both sides have to choose the same.
base::Bytes mergeUnknown(const base::Bytes& a, const base::Bytes& b)
{
    if (a == b)
        return a;
    std::map<base::Bytes, base::Bytes> members;
    for (const base::Bytes* side : { &a, &b }) {
        cbor::Reader reader(*side);
        while (!reader.isAtEnd()) {
            const base::ByteView key = reader.item();
            const base::ByteView item = reader.item();
            base::Bytes value(item.begin(), item.end());
            base::Bytes& kept = members[base::Bytes(key.begin(), key.end())];
            kept = std::max(kept, value);
        }
    }
    base::Bytes merged;
    for (const auto& [key, value] : members) {
        base::append(merged, key);
        base::append(merged, value);
    }
    return merged;
}

JournalChain mergeChains(const JournalChain& a, const JournalChain& b)
{
    JournalChain merged = a;
    merged.links.insert(b.links.begin(), b.links.end());
    // What one side has cut must not come back from the other.
    const std::uint64_t cut = std::max(a.cut(), b.cut());
    std::erase_if(merged.links, [cut](const JournalLink& link) { return link.index <= cut; });
    merged.forked = lowerButNotZero(a.forked, b.forked);
    merged.unknown = mergeUnknown(a.unknown, b.unknown);
    return merged;
}

base::Error tooLarge(const char* context, std::uint64_t limit)
{
    return { base::ErrorCode::TooLarge, context, { "journal", std::to_string(limit) } };
}

} // namespace

std::uint64_t JournalChain::length() const
{
    return links.empty() ? 0 : links.rbegin()->index;
}

std::uint64_t JournalChain::cut() const
{
    return links.empty() ? 0 : links.begin()->index - 1;
}

std::uint64_t JournalChain::lowestFork() const
{
    if (forked != 0)
        return forked;
    const auto fork =
        std::ranges::adjacent_find(links, [](const JournalLink& a, const JournalLink& b) {
            return a.index == b.index && a.hash != b.hash;
        });
    return fork == links.end() ? 0 : fork->index;
}

bool JournalChain::has(std::uint64_t index, const JournalHash& hash) const
{
    const auto found = links.lower_bound({ index, hash, {}, {} });
    return found != links.end() && found->index == index && found->hash == hash;
}

std::optional<JournalHash> journalHashFrom(base::ByteView bytes)
{
    JournalHash hash;
    if (bytes.size() != hash.size())
        return {};
    std::ranges::copy(bytes, hash.begin());
    return hash;
}

base::Result<JournalHash> hashOfEntry(
    const Id& device, std::uint64_t index, const JournalHash& previous, base::ByteView entry)
{
    base::Bytes message;
    message.reserve(128 + entry.size());
    base::append(message, base::bytesOf(std::string_view("countersign/1/journal")));
    message.push_back(0);
    base::append(message, device.view());
    base::appendU64(message, index);
    base::append(message, previous);
    base::append(message, entry);
    const base::Result<crypto::Digest> digest = crypto::digest(crypto::Hash::Sha256, message);
    if (!digest)
        return digest.error();
    return *journalHashFrom(digest->view());
}

base::Result<JournalHead> appendEntry(
    Journal& journal, const Id& device, base::ByteView entry, crypto::RandomSource& random)
{
    if (entry.size() > MaxJournalEntrySize)
        return tooLarge("journal: entry", MaxJournalEntrySize);
    if (const base::Result<void> checked = cbor::check(entry); !checked)
        return checked.error();
    const auto chain = journal.chains.find(device);
    const bool isNew = chain == journal.chains.end();
    if (isNew && journal.chains.size() >= MaxJournalDevices)
        return tooLarge("journal: devices", MaxJournalDevices);

    JournalLink link { 1, {}, {}, base::Bytes(entry.begin(), entry.end()) };
    if (isNew) {
        if (const base::Result<void> filled = random.fill(link.previous); !filled)
            return filled.error();
    } else {
        const JournalLink& last = *chain->second.links.rbegin(); // of the longest branch
        if (last.index >= MaxJournalLength)
            return tooLarge("journal: length", MaxJournalLength);
        link.index = last.index + 1;
        link.previous = last.hash;
    }
    const base::Result<JournalHash> hash = hashOfEntry(device, link.index, link.previous, entry);
    if (!hash)
        return hash.error();
    link.hash = *hash;
    const JournalHead head { device, link.index, link.hash };
    journal.chains[device].links.insert(std::move(link));
    return head;
}

std::vector<JournalHead> headsOf(const JournalChain& chain, const Id& device)
{
    std::set<std::pair<std::uint64_t, JournalHash>> continued;
    for (const JournalLink& link : chain.links)
        continued.emplace(link.index - 1, link.previous);
    std::vector<JournalHead> heads;
    for (const JournalLink& link : chain.links) {
        const JournalHead head { device, link.index, link.hash };
        if (!continued.contains({ link.index, link.hash })
            && (heads.empty() || heads.back() != head))
            heads.push_back(head);
    }
    return heads;
}

std::vector<JournalHead> headsOf(const Journal& journal)
{
    std::vector<JournalHead> heads;
    for (const auto& [device, chain] : journal.chains) {
        const std::vector<JournalHead> ofChain = headsOf(chain, device);
        heads.insert(heads.end(), ofChain.begin(), ofChain.end());
    }
    return heads;
}

Journal mergeJournals(const Journal& a, const Journal& b)
{
    Journal merged = a;
    for (const auto& [device, chain] : b.chains) {
        const auto mine = a.chains.find(device);
        merged.chains[device] = mine == a.chains.end() ? chain : mergeChains(mine->second, chain);
    }
    merged.unknown = mergeUnknown(a.unknown, b.unknown);
    return merged;
}

void dropEntries(JournalChain& chain, std::uint64_t index)
{
    const std::uint64_t fork = chain.lowestFork();
    if (fork <= index)
        chain.forked = fork;
    std::erase_if(chain.links, [index](const JournalLink& link) { return link.index <= index; });
}

} // namespace vault
