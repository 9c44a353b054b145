// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/desk/okta/api_error.h"

namespace desk::okta {

/// What a code was worth.
enum class CodeVerdict {
    Accepted,
    Wrong,
    Used, ///< right, and given before: the user waits for the next one
    OutsideWindow, ///< right, of another time
    FreshWanted, ///< right, and the next one is wanted, too
    Locked, ///< too many wrong ones
};

/// From a reply that succeeded as HTTP. NotUnderstood where it says nothing that ends it: no status
/// makes a code right.
base::Result<CodeVerdict> readCodeReply(std::string_view body);

/// From an error; absent where it does not speak of the code.
std::optional<CodeVerdict> verdictOf(Meaning meaning);

} // namespace desk::okta
