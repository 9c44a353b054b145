// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/okta/challenge_check.h"

namespace push::okta {

/// The token in an envelope: {"payloadVersion":"IDXv1","challenge":"…"}, or the same with "okta."
/// before each name as push services deliver it (one name with a dot, not a path). Absent for
/// anything else, which is then not for us.
std::optional<std::string> readEnvelope(const base::json::Value& envelope);

/// A list of waiting challenges. What is no envelope is left out, one by one; a reply that is no
/// list is NotUnderstood. At most 200 are kept.
base::Result<std::vector<std::string>> readPendingList(std::string_view body);

/// What is left of a list after the checks.
struct CheckedList
{
    std::vector<Challenge> challenges; ///< newest first, each transaction once
    std::vector<Refused> refused;
};
CheckedList checkPendingList(const std::vector<std::string>& tokens, const CheckContext& context);

} // namespace push::okta
