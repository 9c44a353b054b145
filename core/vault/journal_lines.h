// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/journal_check.h"
#include "core/vault/journal_entry.h"

namespace vault {

class Vault;

/// What a line of the journal is about.
enum class LineKind {
    Answer, ///< an intent, with its result where there is one
    End, ///< a request that ended without an answer of this vault
    Merge,
    Cut,
    Note,
    Other, ///< of a newer program, or not readable
};

/// The journal as people read it: an answer and what became of it are one line.
struct JournalLine
{
    LineKind kind = LineKind::Other;
    Id device;
    std::uint64_t index = 0; ///< of the entry; of an answer, of its intent
    /// Of an answer the intent, with the result in it. An answer without a result may or may not
    /// have reached the server.
    JournalEntry entry;
    QString account; ///< name of the account at the service, if it is still in the vault

    bool operator==(const JournalLine&) const = default;
};

/// All lines, the latest first. Account names are empty.
std::vector<JournalLine> linesOf(const Journal& journal);

/// All that a page, an export or the command line tells of a journal at one time.
struct JournalReport
{
    base::Time time;
    std::vector<JournalLine> lines; ///< the latest first
    std::vector<ChainVerdict> chains;
    std::vector<JournalHead> heads; ///< what an export is an anchor of
};

/// The journal of an open vault, compared with what this computer has seen of it and with these
/// anchors. Errors of checkJournal().
base::Result<JournalReport> reportOf(
    const Vault& vault, const std::vector<JournalAnchor>& anchors, base::Time now);

/// The chain whose first broken entry is the lowest; null if none is broken.
const ChainVerdict* brokenChain(const std::vector<ChainVerdict>& chains);

} // namespace vault
