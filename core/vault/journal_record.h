// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/journal_entry.h"

namespace vault {

constexpr std::size_t MaxEntriesKept = 5'000; ///< of this device, all branches together
constexpr std::size_t EntriesKeptByCut = 4'000;
constexpr std::size_t MaxChainSize = std::size_t { 2 } * 1024 * 1024; ///< entries of this device
constexpr std::size_t SizeKeptByCut = MaxChainSize / 4 * 3;

/// Writes an entry to this device's chain: the one way in. When the chain has grown too large, its
/// oldest entries are cut before, which is an entry of its own. Errors as of appendEntry() and
/// writeJournalEntry(); the journal is then as before.
base::Result<JournalHead> recordEntry(
    Journal& journal, const Id& device, const JournalEntry& entry, crypto::RandomSource& random);

/// What to record after `theirs` was merged into `mine` (as it was before): the heads met, in as
/// many entries as they need. None if nothing came in but other devices' notes of merges, or two
/// devices that merge in turn would never come to rest.
std::vector<JournalEntry> entriesOfMerge(
    const Journal& mine, const Journal& theirs, base::Time now);

} // namespace vault
