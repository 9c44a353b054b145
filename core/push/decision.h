// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"
#include "core/vault/journal_entry.h"
#include "core/vault/vault.h"

#include <QString>

#include <optional>

namespace push {

/// What the user has decided. Deciding nothing is not an answer: a closed window sends none.
struct Decision
{
    vault::JournalDecision answer = vault::JournalDecision::Deny;
    QString number = {}; ///< the chosen or typed one, where a number check asks for it
    /// For this one answer, of this moment; of an approval only.
    std::optional<vault::Verification> verification = std::nullopt;
    /// Where the service prefers a verification, the user has said to go on without.
    bool withoutVerification = false;
    vault::JournalVia via = vault::JournalVia::Window;
};

/// What became of an answer.
struct AnswerOutcome
{
    /// Absent: it was sent, and nobody knows whether it arrived.
    std::optional<vault::JournalResult> result = std::nullopt;
    bool reportedHereOnly = false; ///< the protocol knows no report: denied there, noted here
    QString displayCode = {}; ///< to be typed at the service
    /// Why it is not as the user wished; ui/text has the sentence.
    std::optional<base::Error> error = std::nullopt;
};

} // namespace push
