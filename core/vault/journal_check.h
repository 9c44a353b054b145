// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"
#include "core/vault/journal.h"

namespace vault {

/// Where a head of a chain is remembered outside the vault.
enum class AnchorPlace { StateFile, Backup, Export };

/// A head of a chain as it was at some time.
struct JournalAnchor
{
    JournalHead head;
    AnchorPlace place = AnchorPlace::StateFile;
    base::Time time;

    bool operator==(const JournalAnchor&) const = default;
};

enum class ChainState {
    Intact, ///< everything up to `anchor` is as it was then
    Broken, ///< entry `at` is not, or no longer, what it should be
    Forked, ///< there are two entries `at`: the device went on from two copies of the vault
    NoAnchor, ///< holds together, and there is nothing to compare it with
};

/// What can be said of one device's chain.
struct ChainVerdict
{
    Id device;
    ChainState state = ChainState::NoAnchor;
    std::uint64_t at = 0; ///< of Broken and Forked: the lowest such entry
    std::uint64_t entries = 0; ///< length of the longest branch, those cut included
    std::uint64_t cut = 0; ///< how many old entries were cut
    /// Broken: the one that shows it, if one does. Else the longest one that fits.
    std::optional<JournalAnchor> anchor;

    bool operator==(const ChainVerdict&) const = default;
};

/// Whether the journal lacks what the anchor remembers, or has something else in its place. Of an
/// anchor within the entries that were cut nothing can be said.
bool contradicts(const Journal& journal, const JournalAnchor& anchor);

/// A verdict for each device of the journal or of an anchor, ascending. An anchor within the
/// entries that were cut is none. An anchor beyond the last entry breaks the chain after it.
base::Result<std::vector<ChainVerdict>> checkJournal(
    const Journal& journal, const std::vector<JournalAnchor>& anchors);

} // namespace vault
