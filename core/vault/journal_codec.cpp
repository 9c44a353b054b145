// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/journal_codec.h"

#include "core/vault/cbor.h"
#include "core/vault/record.h"

#include <algorithm>
#include <tuple>

namespace vault {

namespace {

/// A row of entries each of which follows the one before: what is written instead of every entry's
/// index and previous hash.
using Run = std::vector<const JournalLink*>;

struct ByPrevious
{
    bool operator()(const JournalLink* a, const JournalLink* b) const
    {
        return std::tie(a->index, a->previous, a->hash, a->entry)
            < std::tie(b->index, b->previous, b->hash, b->entry);
    }
};

/// The lowest entry not written yet begins a run, which goes on as far as it can.
std::vector<Run> runsOf(const JournalChain& chain)
{
    std::set<const JournalLink*, ByPrevious> left;
    for (const JournalLink& link : chain.links)
        left.insert(&link);
    std::vector<Run> runs;
    for (const JournalLink& link : chain.links) {
        auto next = left.find(&link);
        if (next == left.end())
            continue;
        Run& run = runs.emplace_back();
        while (next != left.end()) {
            const JournalLink& last = **next;
            run.push_back(&last);
            left.erase(next);
            const JournalLink follower { last.index + 1, {}, last.hash, {} };
            next = left.lower_bound(&follower);
            if (next != left.end()
                && ((*next)->index != follower.index || (*next)->previous != last.hash))
                next = left.end();
        }
    }
    return runs;
}

void writeChain(cbor::Writer& out, const JournalChain& chain)
{
    cbor::MapWriter map;
    map.members(chain.unknown);
    if (chain.forked != 0)
        map.member("forked").unsignedNumber(chain.forked);
    const std::vector<Run> runs = runsOf(chain);
    cbor::Writer& array = map.member("runs");
    array.array(runs.size());
    for (const Run& run : runs) {
        array.array(3);
        array.unsignedNumber(run.front()->index - 1);
        array.bytes(run.front()->previous);
        array.array(2 * run.size());
        for (const JournalLink* link : run) {
            array.bytes(link->hash);
            array.bytes(link->entry);
        }
    }
    map.finish(out);
}

/// One row [entries before it, hash before it, [hash, entry, hash, entry…]].
bool readRun(cbor::Reader& reader, JournalChain& chain)
{
    const std::optional<std::size_t> parts = reader.array();
    const std::optional<std::uint64_t> before = reader.unsignedNumber();
    const std::optional<JournalHash> base =
        journalHashFrom(reader.bytes().value_or(base::ByteView()));
    const std::size_t count = reader.array().value_or(0);
    if (parts != 3 || !before || *before > MaxJournalLength || !base || count == 0
        || count % 2 != 0)
        return false;
    JournalLink link { *before, *base, {}, {} };
    for (std::size_t i = 0; i < count / 2; ++i) {
        const std::optional<JournalHash> hash =
            journalHashFrom(reader.bytes().value_or(base::ByteView()));
        const std::optional<base::ByteView> entry = reader.bytes();
        if (!hash || !entry || entry->size() > MaxJournalEntrySize
            || ++link.index > MaxJournalLength)
            return false;
        link.previous = link.hash;
        link.hash = *hash;
        link.entry.assign(entry->begin(), entry->end());
        chain.links.insert(link);
    }
    return true;
}

std::optional<JournalChain> readChain(base::ByteView value)
{
    Record record(value);
    JournalChain chain;
    cbor::Reader reader(record.require("runs"));
    const std::size_t runs = reader.array().value_or(0);
    for (std::size_t i = 0; i < runs; ++i) {
        if (!readRun(reader, chain))
            return {};
    }
    if (const std::optional<base::ByteView> forked = record.take("forked"))
        chain.forked = cbor::Reader(*forked).unsignedNumber().value_or(0);
    chain.unknown = record.unknown();
    if (record.hasFailed() || chain.links.empty())
        return {};
    return chain;
}

} // namespace

base::Result<Journal> readJournal(base::ByteView encoded)
{
    const base::Error damaged { base::ErrorCode::Damaged, "journal", { "journal" } };
    if (encoded.size() > MaxJournalSize || !cbor::check(encoded))
        return damaged;
    const std::optional<cbor::Members> members = cbor::Members::of(encoded);
    if (!members)
        return damaged;
    Journal journal;
    for (const cbor::Members::Member& member : members->all()) {
        const std::optional<Id> device = readId(member.key);
        if (!device) {
            base::append(journal.unknown, member.key);
            base::append(journal.unknown, member.value);
            continue;
        }
        std::optional<JournalChain> chain = readChain(member.value);
        if (!chain)
            return damaged;
        journal.chains.emplace(*device, std::move(*chain));
    }
    // Rows in another order, the same entry twice: two files of one content could be told apart.
    const base::Result<base::Bytes> again = writeJournal(journal);
    if (!again || !std::ranges::equal(*again, encoded))
        return damaged;
    return journal;
}

base::Result<base::Bytes> writeJournal(const Journal& journal)
{
    const base::Error tooLarge { base::ErrorCode::TooLarge, "journal",
        { "journal", std::to_string(MaxJournalSize) } };
    if (journal.chains.size() > MaxJournalDevices)
        return tooLarge;
    cbor::MapWriter map;
    map.members(journal.unknown);
    for (const auto& [device, chain] : journal.chains)
        writeChain(map.member(device.view()), chain);
    cbor::Writer out;
    map.finish(out);
    if (out.size() > MaxJournalSize)
        return tooLarge;
    return base::Bytes(out.view().begin(), out.view().end());
}

} // namespace vault
