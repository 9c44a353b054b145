// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"
#include "core/base/json.h"

#include <optional>

namespace desk::okta {

/// What has become of an activation or a verification.
enum class FactorResult {
    Waiting,
    Success, ///< the only one that is; the status of HTTP says nothing of it
    Rejected,
    Timeout,
    Cancelled,
    Error,
    Challenge, ///< a code was sent, which is to be given now
    Failed,
    Expired,
    PasscodeReplayed,
    TimeWindowExceeded,
    Unknown, ///< a word that is none of these: the end, and no success
};

/// The member `factorResult`; absent where it is missing, null or empty.
std::optional<FactorResult> factorResultOf(const base::json::Value& object);

/// Whether nothing more will come of it, so that asking again is of no use.
bool isFinal(FactorResult result);

/// What a result says at a time: who is told to wait 30 seconds after the end waits for nothing,
/// which is a timeout.
FactorResult resultAt(
    FactorResult result, const std::optional<base::Time>& expires, base::Time now);

/// The end of a resource: `expiresAt`, or as some texts spell it, `expireAt`.
std::optional<base::Time> expiryOf(const base::json::Value& object);

} // namespace desk::okta
