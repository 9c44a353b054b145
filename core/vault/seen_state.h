// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/body.h"
#include "core/vault/journal_check.h"

namespace vault {

using DeviceMarks = std::map<Id, DeviceMark>;

/// Whether every save that `older` knows of is in `newer`, too: per device no smaller number, and
/// the same save where the numbers are equal.
bool covers(const DeviceMarks& newer, const DeviceMarks& older);

/// SHA-256 of a RetirementProof.
using RetirementHash = std::array<std::uint8_t, 32>;
RetirementHash hashOf(const RetirementProof& proof);

/// What this computer has seen of one vault at one path. It stands outside the vault's folder, so
/// that an older copy put there (by a backup, a snapshot, a synchronising program) is noticed.
struct SeenState
{
    Id vault;
    Id key; ///< id of the master key
    RetirementHash retirement = {}; ///< of what would show that this key was given up
    DeviceMarks devices; ///< of the newest body seen
    std::uint64_t failures = 0; ///< wrong verifications in a row, whichever program asked
    /// Ends of the journal's chains. One that the journal has lost since stays here.
    std::vector<JournalAnchor> journal = {};

    bool operator==(const SeenState&) const = default;
};

/// Whether somebody who had the keys that were seen has given them up for those of the body.
bool hasRetired(const Body& body, const SeenState& seen);

constexpr std::size_t MaxSeenHeads = 4'096;

/// What to remember of a journal: the ends of its chains, and of what was remembered before what it
/// contradicts; else a tail that was cut off would be forgotten at the next look.
std::vector<JournalAnchor> anchorsOf(
    const Journal& journal, const std::vector<JournalAnchor>& before, base::Time now);

/// Where the state of the vault at `path` lies: a name made from vault and path, in `folder`.
std::string seenStatePath(const std::string& folder, const Id& vault, const std::string& path);

/// Reads the state of a vault and, as a rule, its key id; absent if there is none. Damaged if it is
/// not ours or was changed: it carries an HMAC-SHA-256 under `stateKey`, which only the open vault
/// has. A state of another key id cannot be verified and comes as it is, only its checksum tells an
/// accident: whoever can write there could as well delete it.
base::Result<std::optional<SeenState>> readSeenState(
    const std::string& path, base::ByteView stateKey, const Id& vault, const Id& key);

/// Writes it in one step, the folder with it where that is missing. It is not synced: after a power
/// cut an empty one is made anew, and a sync more for every save would double its time.
base::Result<void> writeSeenState(
    const std::string& path, base::ByteView stateKey, const SeenState& state);

/// The bytes of a state's file and the reverse, for the two above.
base::Result<base::Bytes> encodeSeenState(base::ByteView stateKey, const SeenState& state);
base::Result<SeenState> decodeSeenState(
    base::ByteView stateKey, const Id& key, base::ByteView file);

} // namespace vault
