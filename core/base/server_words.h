// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/json.h"

#include <QString>

#include <string>
#include <string_view>

namespace base {

/// Text of a server as it may be shown: control and direction characters made visible, cut at 512
/// characters with a visible mark.
QString shownText(std::string_view utf8);

/// What an error object says (errorCode, errorSummary, errorId, errorCauses), as the server wrote
/// it. Both sides of a sign-in read it, which else share no code.
struct ErrorWords
{
    std::string code = {}; ///< "E0000068"; empty: none
    std::string summary = {}; ///< and what its causes add; empty: none
    std::string id = {}; ///< for its administrator; empty: none
};

ErrorWords errorWordsOf(const json::Value& object);

} // namespace base
