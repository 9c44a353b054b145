// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/journal_export.h"

#include <cstdlib>

/// The input as an export of a journal. What is remembered of it is remembered by a new export,
/// too.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto anchors = vault::anchorsOfExport(base::textOf({ data, size }));
    if (!anchors || anchors->empty())
        return 0;
    vault::JournalReport report;
    report.time = anchors->front().time;
    for (const vault::JournalAnchor& anchor : *anchors)
        report.heads.push_back(anchor.head);
    const auto again =
        vault::anchorsOfExport(vault::exportJournal(report, vault::JournalFormat::Json));
    if (!again || *again != *anchors)
        std::abort();
    return 0;
}
