// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/journal_entry.h"

namespace vault {

/// An answer that was about to be sent and of which nothing more is known: it may or may not have
/// reached the server.
struct OpenIntent
{
    Id device;
    std::uint64_t index = 0;
    JournalEntry entry;

    bool operator==(const OpenIntent&) const = default;
};

/// The intents without a result, by device and index. A result "not sent" is that of the latest
/// intent for its challenge; any other one settles the challenge, and so all of them.
std::vector<OpenIntent> openIntents(const Journal& journal);

/// What the journal remembers of a challenge.
enum class PastAnswer {
    None, ///< it may be answered
    Unknown, ///< an answer was about to be sent; its result is not known
    Answered, ///< approved, or over in another way
    Declined, ///< denied or reported, whether or not the server heard of it
};

/// The memory against answering twice and against approving what was declined, from all devices.
/// An approval that never left counts as none. `challenge` is from challengeHash().
PastAnswer pastAnswer(const Journal& journal, const JournalHash& challenge);

} // namespace vault
