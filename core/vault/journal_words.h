// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/journal_entry.h"

/// The words that stand for what an entry says, in the vault, in exports and in the documents of
/// the command line: for programs, the same in every language. Once given they stay.
namespace vault {

/// Empty for Other, whose word only a newer program knows.
std::string_view wordOf(JournalKind kind);
std::string_view wordOf(JournalDecision decision);
std::string_view wordOf(JournalResult result);
std::string_view wordOf(JournalVia via);
/// "unknown" stands in documents; in the vault the member is absent instead.
std::string_view wordOf(OriginVerdict verdict);

/// Absent for a word that only a newer program knows, and for "unknown".
std::optional<JournalKind> kindOf(std::string_view word);
std::optional<JournalDecision> decisionOf(std::string_view word);
std::optional<JournalResult> resultOf(std::string_view word);
std::optional<JournalVia> viaOf(std::string_view word);
std::optional<OriginVerdict> verdictOf(std::string_view word);

} // namespace vault
