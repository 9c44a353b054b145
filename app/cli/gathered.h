// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/cli/session.h"
#include "core/enroll/offer.h"

namespace cli {

/// A code or line that holds no account to save.
struct OtherOffer
{
    QString where;
    std::string_view kind;
    QString message;
    QString next;
};

/// An account of an export that cannot be taken over.
struct LeftOut
{
    QString issuer;
    QString name;
    QString message; ///< what is wrong with it
    QString next;
};

std::vector<LeftOut> leftOutOf(const enroll::AccountsOffer& offer);
/// In a sentence, and as a list of objects of account and reason.
QString leftOutLine(const LeftOut& account);
void writeLeftOut(JsonWriter& json, const std::vector<LeftOut>& accounts);

/// What `add` found in its sources.
struct Gathered
{
    std::vector<otp::Entry> entries;
    std::vector<OtherOffer> others;
    std::vector<LeftOut> leftOut;
    std::vector<QString> remarks; ///< to be told beside what is saved
};

/// Everything in the source that the options name, which checkAddOptions() has passed. What is
/// broken is a failure as a whole, so that nothing is saved by halves; what is whole but no account
/// is kept apart.
Outcome<Gathered> gather(Session& session, const Arguments& arguments);

} // namespace cli
