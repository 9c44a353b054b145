// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/journal_lines.h"
#include "ui/text/explanation.h"

namespace ui::text {

/// What a line of the journal tells, in a few words: "Approved", "Denial: outcome unknown",
/// "Restored from a backup".
QString deedText(const vault::JournalLine& line);

/// Who it is about: "ACME (alice@acme.example)"; empty for what is about the vault.
QString subjectText(const vault::JournalLine& line);

/// Where the request came from: "203.0.113.9, Malmö, Firefox. Elsewhere"; empty if nothing is
/// known.
QString originText(const vault::JournalLine& line);

/// By which program an answer was given; empty for what is no answer.
QString viaText(const vault::JournalLine& line);

/// How one device's chain stands, and what that says; `isHere` for that of this computer.
Explanation chainText(const vault::ChainVerdict& chain, bool isHere);

/// All chains in one sentence: what to say first.
QString chainsText(const std::vector<vault::ChainVerdict>& chains);

/// What a check of the journal can show and what not; the same under every verdict.
QString chainMeaningText();

} // namespace ui::text
