// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"
#include "core/base/json.h"

#include <initializer_list>

/// How members are taken out of what a server wrote, where servers spell one thing in several ways.
namespace base::json {

/// The member at the end of a path of objects; a null value where there is none.
const Value& at(const Value& value, std::initializer_list<std::string_view> path);

/// A whole number, also one that is written as digits in a text.
std::optional<std::int64_t> integerOf(const Value& object, std::string_view name);

/// A date: ISO 8601 with or without milliseconds, "Z" or an offset. Absent for the other spellings
/// that occur, which are never an error.
std::optional<Time> dateOf(const Value& object, std::string_view name);

} // namespace base::json
