// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/challenge.h"
#include "core/push/decision.h"
#include "core/vault/journal_answers.h"

namespace push {

/// The record of answers: an approval is on disk before its first byte leaves, and an approval that
/// cannot be saved is not sent. A denial is sent all the same.

/// Before an answer is sent. Where the journal says that it was answered or declined already:
/// AnsweredElsewhere. What the save answers otherwise.
base::Result<void> recordIntent(
    vault::Vault& vault, const Challenge& challenge, const Decision& decision, base::Time now);

/// What became of it. Without a result there is nothing to write: the open intent says "unknown".
base::Result<void> recordResult(
    vault::Vault& vault, const Challenge& challenge, const AnswerOutcome& outcome, base::Time now);

/// A request that ended without an answer of ours: it ran out, or was answered elsewhere. Nothing
/// is written where another program on this vault has answered it, or was about to.
base::Result<void> recordEnd(
    vault::Vault& vault, const Challenge& challenge, vault::JournalResult result, base::Time now);

} // namespace push
