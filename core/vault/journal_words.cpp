// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/journal_words.h"

#include <algorithm>

namespace vault {

namespace {

/// The word that stands for a value.
template <typename E> struct Word
{
    E value;
    std::string_view text;
};
template <typename E> Word(E, std::string_view) -> Word<E>; // Clang 14 does not find it by itself

constexpr std::array Kinds = {
    Word { JournalKind::Intent, "intent" },
    Word { JournalKind::Result, "result" },
    Word { JournalKind::Merge, "merge" },
    Word { JournalKind::Cut, "cut" },
    Word { JournalKind::Note, "note" },
};
constexpr std::array Decisions = {
    Word { JournalDecision::Approve, "approve" },
    Word { JournalDecision::Deny, "deny" },
    Word { JournalDecision::Report, "report" },
};
constexpr std::array Results = {
    Word { JournalResult::Approved, "approved" },
    Word { JournalResult::Denied, "denied" },
    Word { JournalResult::Reported, "reported" },
    Word { JournalResult::Expired, "expired" },
    Word { JournalResult::AnsweredElsewhere, "answered-elsewhere" },
    Word { JournalResult::Refused, "refused" },
    Word { JournalResult::NotSent, "not-sent" },
};
constexpr std::array Vias = {
    Word { JournalVia::Window, "window" },
    Word { JournalVia::CommandLine, "command-line" },
};
constexpr std::array Verdicts = {
    Word { OriginVerdict::ThisComputer, "this-computer" },
    Word { OriginVerdict::ThisNetwork, "this-network" },
    Word { OriginVerdict::Elsewhere, "elsewhere" },
    Word { OriginVerdict::Unknown, "unknown" },
};

template <typename E, std::size_t N>
std::string_view wordIn(const std::array<Word<E>, N>& words, E value)
{
    const auto found = std::ranges::find(words, value, &Word<E>::value);
    return found == words.end() ? std::string_view() : found->text;
}

template <typename E, std::size_t N>
std::optional<E> valueIn(const std::array<Word<E>, N>& words, std::string_view text)
{
    const auto found = std::ranges::find(words, text, &Word<E>::text);
    return found == words.end() ? std::nullopt : std::optional(found->value);
}

} // namespace

std::string_view wordOf(JournalKind kind)
{
    return wordIn(Kinds, kind);
}

std::string_view wordOf(JournalDecision decision)
{
    return wordIn(Decisions, decision);
}

std::string_view wordOf(JournalResult result)
{
    return wordIn(Results, result);
}

std::string_view wordOf(JournalVia via)
{
    return wordIn(Vias, via);
}

std::string_view wordOf(OriginVerdict verdict)
{
    return wordIn(Verdicts, verdict);
}

std::optional<JournalKind> kindOf(std::string_view word)
{
    return valueIn(Kinds, word);
}

std::optional<JournalDecision> decisionOf(std::string_view word)
{
    return valueIn(Decisions, word);
}

std::optional<JournalResult> resultOf(std::string_view word)
{
    return valueIn(Results, word);
}

std::optional<JournalVia> viaOf(std::string_view word)
{
    return valueIn(Vias, word);
}

std::optional<OriginVerdict> verdictOf(std::string_view word)
{
    const std::optional<OriginVerdict> verdict = valueIn(Verdicts, word);
    return verdict == OriginVerdict::Unknown ? std::nullopt : verdict;
}

} // namespace vault
