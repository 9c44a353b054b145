// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/journal_answers.h"
#include "core/vault/journal_check.h"
#include "core/vault/journal_codec.h"

#include <algorithm>
#include <cstdlib>

/// The input as the journal of a body. What is read comes out to the byte, merges with itself into
/// itself, and is looked at in every way without harm.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const base::ByteView input(data, size);
    const base::Result<vault::Journal> journal = vault::readJournal(input);
    if (!journal)
        return 0;
    const base::Result<base::Bytes> written = vault::writeJournal(*journal);
    if (!written || !std::ranges::equal(*written, input))
        std::abort();
    if (!(vault::mergeJournals(*journal, *journal) == *journal))
        std::abort();

    std::vector<vault::JournalAnchor> anchors;
    for (const vault::JournalHead& head : vault::headsOf(*journal))
        anchors.push_back({ head, vault::AnchorPlace::StateFile, {} });
    const auto verdicts = vault::checkJournal(*journal, anchors);
    if (!verdicts || verdicts->size() != journal->chains.size())
        std::abort();
    vault::openIntents(*journal);
    for (const auto& [device, chain] : journal->chains) {
        for (const vault::JournalLink& link : chain.links) {
            const auto entry = vault::readJournalEntry(link.entry);
            if (entry && vault::writeJournalEntry(*entry)
                && !vault::readJournalEntry(*vault::writeJournalEntry(*entry)))
                std::abort();
        }
    }
    return 0;
}
