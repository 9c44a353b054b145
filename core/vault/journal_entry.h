// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"
#include "core/vault/journal.h"

#include <QString>

namespace vault {

enum class JournalKind {
    Intent, ///< an answer is about to be sent; on disk before its first byte leaves
    Result, ///< what became of the intent before it that has the same challenge
    Merge, ///< another copy's entries came in
    Cut, ///< old entries went
    Note, ///< something worth keeping, named by `topic`
    Other, ///< of a newer program
};

enum class JournalDecision { Approve, Deny, Report };

enum class JournalResult {
    Approved,
    Denied,
    Reported,
    Expired,
    AnsweredElsewhere,
    Refused, ///< by the server
    NotSent, ///< nothing has left this computer
};

/// Which program the answer was given in.
enum class JournalVia { Window, CommandLine };

enum class OriginVerdict { ThisComputer, ThisNetwork, Elsewhere, Unknown };

/// Where a request came from, as the server told and as this program judged.
struct JournalOrigin
{
    QString address;
    QString place;
    QString client;
    OriginVerdict verdict = OriginVerdict::Unknown;
    base::Bytes unknown; ///< members of a newer program

    bool operator==(const JournalOrigin&) const = default;
};

/// How many entries of a chain were cut, and the hash of the last of them.
struct JournalCut
{
    std::uint64_t entries = 0;
    JournalHash lastHash = {};

    bool operator==(const JournalCut&) const = default;
};

constexpr qsizetype MaxJournalText = 256; ///< characters; the rest of a name is not kept
constexpr std::size_t MaxJournalHeads = 32; ///< in one entry

/// What one entry says. There is no place in it for a number that was asked for, a code, a PIN or
/// a token; even the server's name of the challenge, which some protocols answer with, is a hash.
struct JournalEntry
{
    base::Time time;
    JournalKind kind = JournalKind::Other;
    std::optional<Id> account;
    std::optional<JournalHash> challenge; ///< from challengeHash(); Intent and Result have one
    QString service; ///< the name kept with the account, not one from the request
    std::optional<JournalDecision> decision;
    std::optional<JournalResult> result;
    std::optional<JournalOrigin> origin;
    std::optional<JournalVia> via;
    std::string topic; ///< of a Note: a short word for programs, such as "trust-changed"
    std::vector<JournalHead> heads; ///< of a Merge: the other copy's, which were news here
    std::optional<JournalCut> cut; ///< of a Cut
    base::Bytes unknown; ///< members and words of a newer program

    bool operator==(const JournalEntry&) const = default;
};

/// Damaged; the argument is the member that is missing or wrong.
base::Result<JournalEntry> readJournalEntry(base::ByteView encoded);

/// Texts are shortened to MaxJournalText. TooLarge ("journal") above MaxJournalEntrySize, which
/// only what a newer program added can reach.
base::Result<base::Bytes> writeJournalEntry(const JournalEntry& entry);

/// Names a challenge without repeating what the server calls it: SHA-256 of
/// "countersign/1/challenge" 00 account, then the server's name of it.
base::Result<JournalHash> challengeHash(const Id& account, base::ByteView protocolId);

} // namespace vault
