// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/body.h"

#include <span>

namespace vault {

/// Two copies of one vault (equal vault and key ids) as one, with nothing lost of either:
/// - accounts by id: the later change wins whole, the other goes into the history; tags unite; of
///   one sealed secret the higher counter holds. What a tombstone is as late as or later than is
///   gone, with its versions.
/// - registrations by id: the later change wins whole. They have no history: an older key is of no
///   use at the server. A tombstone, its own or that of its account, counts as above.
/// - entries of the checklist in the same way.
/// - of devices, tombstones and the save mark the later; of slot records and wraps all but those
///   with a tombstone; of the changes that can be undone the newest, and none that one side has
///   undone; of the journal the entries of both; broken entries and members of a newer program all.
///
/// It needs no clock and does not matter how often or in which order copies are merged: the
/// function is commutative, associative and idempotent, and an older state of the same copy adds
/// nothing. It never fails. If both together exceed a limit of the format, the body is whole and
/// writing it fails.
Body merge(const Body& ours, const Body& theirs);

/// The slots of two headers with one key id, for the header of the merged body: all but those with
/// a tombstone; beyond what a header holds the oldest go, passphrases and recovery keys last.
std::vector<Slot> mergeSlots(
    std::span<const Slot> ours, std::span<const Slot> theirs, const Body& merged);

} // namespace vault
