// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/sandbox/world.h"

namespace sandbox {

/// What the relying party wants to know of a user's device.
struct Question
{
    bool withNumbers = false;
    QString message = {}; ///< a transaction to confirm (CIBA); empty: a sign-in
    Browser browser = {};
};

/// A transaction, waiting from now on.
Transaction& startTransaction(World& world, const Factor& factor, const Question& question);

/// The items of an enrolment's pending list: what waits for its
/// user, signed, and spoilt where a fault says so.
QJsonArray pendingItems(World& world, const Enrolment& enrolment);

} // namespace sandbox
