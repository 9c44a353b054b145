// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/members.h"

#include "core/base/link.h"

#include <algorithm>

namespace push::okta {

bool hasWord(std::string_view text, std::string_view word)
{
    return base::asciiLower(text) == word;
}

bool listsWord(const std::vector<std::string>& texts, std::string_view word)
{
    return std::ranges::any_of(
        texts, [word](const std::string& text) { return hasWord(text, word); });
}

} // namespace push::okta
