// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/desk/okta/factor_result.h"

#include <QString>

#include <string>
#include <string_view>

namespace desk::okta {

/// A user is asked on their device.
struct Transaction
{
    FactorResult result = FactorResult::Waiting;
    std::optional<base::Time> expires = {};
    QString account = {}; ///< made visible; empty: not told
    /// To be shown to the user, who chooses it on the device. Comes and goes with their looking at
    /// it, and "0" is one, too.
    std::optional<QString> correctAnswer = {};
    std::string poll = {}; ///< empty: nothing is to be polled
    std::string cancel = {}; ///< empty: it cannot be
};

/// The reply to the beginning of a verification or to a poll. An empty body says nothing: it goes
/// on. NotUnderstood for what is no object.
base::Result<Transaction> readTransaction(std::string_view body);

/// A reply to a poll, with what was known before where it does not say so itself.
Transaction continued(const Transaction& before, Transaction reply);

} // namespace desk::okta
