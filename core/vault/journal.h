// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/id.h"

#include <map>
#include <optional>
#include <set>
#include <vector>

/// The record of answers inside a vault. Every device writes a chain of its own, so that the chains
/// of two copies can be united; in each, an entry's hash covers all entries before it:
///
///     h(0) = 32 random bytes
///     h(i) = SHA-256("countersign/1/journal" 00 device u64-i h(i-1) entry), i = 1, 2, …
///
/// What that proves: entries were not altered, reordered or dropped relative to an anchor that is
/// kept elsewhere (journal_check.h). Whoever can open the vault can write a new chain.
namespace vault {

constexpr std::size_t MaxJournalEntrySize = 4'096; ///< encoded
constexpr std::size_t MaxJournalDevices = 256;
constexpr std::uint64_t MaxJournalLength = std::uint64_t { 1 } << 53; ///< of a chain

using JournalHash = std::array<std::uint8_t, 32>;

/// One entry in its place. The hash is the one that stands in the file; whether it is right is a
/// question for checkJournal().
struct JournalLink
{
    std::uint64_t index = 0; ///< from 1
    JournalHash hash = {};
    JournalHash previous = {}; ///< hash of the entry before; of the first one, the random start
    base::Bytes entry; ///< encoded

    auto operator<=>(const JournalLink&) const = default;
};

/// The entries of one device, ascending. Two with the same index and different hashes are a fork:
/// the device went on from two copies of the vault. Both branches are kept.
struct JournalChain
{
    std::set<JournalLink> links; ///< never empty
    std::uint64_t forked = 0; ///< the lowest index that was forked among entries now cut; else 0
    base::Bytes unknown; ///< members of a newer program

    bool operator==(const JournalChain&) const = default;

    std::uint64_t length() const; ///< index of the last entry, those cut included
    std::uint64_t cut() const; ///< entries 1 to this were cut
    /// The lowest index with two different hashes, or that had them before it was cut; else 0.
    std::uint64_t lowestFork() const;
    /// Whether an entry with this index and hash is here.
    bool has(std::uint64_t index, const JournalHash& hash) const;
};

/// The end of one branch of one device's chain.
struct JournalHead
{
    Id device;
    std::uint64_t length = 0;
    JournalHash hash = {};

    auto operator<=>(const JournalHead&) const = default;
};

struct Journal
{
    std::map<Id, JournalChain> chains;
    base::Bytes unknown; ///< members of a newer program

    bool operator==(const Journal&) const = default;
};

/// 32 bytes; absent otherwise.
std::optional<JournalHash> journalHashFrom(base::ByteView bytes);

base::Result<JournalHash> hashOfEntry(
    const Id& device, std::uint64_t index, const JournalHash& previous, base::ByteView entry);

/// Appends to the device's longest branch; the first entry starts its chain. The entry is one item
/// of deterministic CBOR. TooLarge ("journal") above the limits; the journal is then as before.
base::Result<JournalHead> appendEntry(
    Journal& journal, const Id& device, base::ByteView entry, crypto::RandomSource& random);

/// The end of every branch, ascending: the longest of a device stands last.
std::vector<JournalHead> headsOf(const JournalChain& chain, const Id& device);
std::vector<JournalHead> headsOf(const Journal& journal);

/// Both journals' entries, but for those that either has cut. Commutative, associative and
/// idempotent.
Journal mergeJournals(const Journal& a, const Journal& b);

/// Drops entries up to and including `index`, from all branches of the device. Callers that write
/// use recordEntry() of journal_record.h, which leaves an entry about it.
void dropEntries(JournalChain& chain, std::uint64_t index);

} // namespace vault
