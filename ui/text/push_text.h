// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/inbox/inbox.h"
#include "ui/text/explanation.h"

/// The sentences about push sign-ins, for window and command line. Everything that comes from a
/// service is in them made visible and short.
namespace ui::text {

/// Who asks, as this vault calls it: the service's name kept with the account.
QString serviceText(const ::push::Challenge& challenge);
/// What is to be agreed to, as a question.
QString questionText(const ::push::Challenge& challenge);
/// What a transaction says, whole as far as a request may be long, with nothing left invisible.
QString transactionText(const ::push::Challenge& challenge);

/// Address and place that the request states, or that it states none.
QString placeText(const ::push::ChallengeOrigin& origin);
/// Browser and system; empty when the request says nothing of them.
QString clientText(const ::push::ChallengeOrigin& origin);
/// Where a request comes from, in three or four words.
QString verdictText(vault::OriginVerdict verdict);
/// What the verdict rests on.
QString evidenceText(::push::OriginEvidence evidence);
/// What the request's own signature is worth.
QString signatureText(::push::SignatureState signature);

QString warningText(const ::push::Warning& warning);
/// Why a request can be seen here and not approved; empty where it can.
Explanation barText(::push::ApprovalBar bar);

/// What became of an answer, or of a request without one, in one sentence; and what to do.
Explanation outcomeText(const ::push::Challenge& challenge, const ::push::AnswerOutcome& outcome);
/// A request that was refused before anybody saw it as one; `account` as accountText() calls it.
Explanation refusalText(const ::push::Refusal& refusal, const QString& account);
/// More requests in a short time than somebody makes who signs in.
Explanation burstText(const QString& account);

} // namespace ui::text
