// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/server_words.h"

#include <QString>

#include <string>
#include <vector>

/// How the readers of this folder take out of a resource what several of them have (HAL).
namespace desk::okta {

/// What an organisation offers to do, by an address as written. Whoever follows it looks first
/// whether it lies with the organisation: Client does.
struct Link
{
    std::string name; ///< which of several; empty: not told
    std::string address;

    bool operator==(const Link&) const = default;
};

/// The links of a relation, which is written as one object or as an array of them. At most 16.
std::vector<Link> linksOf(const base::json::Value& resource, std::string_view relation);

/// The address of the first; empty: there is none.
std::string addressOf(const base::json::Value& resource, std::string_view relation);

using base::shownText;
QString shownMember(const base::json::Value& object, std::string_view name);

/// The number that is chosen among three, as it is to be shown, from the resource that has it:
/// written as a number or as a text, and 0 is one. Absent: none is shown to the user now.
std::optional<QString> correctAnswerOf(const base::json::Value& resource);

} // namespace desk::okta
