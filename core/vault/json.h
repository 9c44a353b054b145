// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// JSON in one spelling, for the header of a vault: ASCII, members sorted and unique, no white
/// space, integers without sign, point or exponent, text without quotation marks, backslashes and
/// control characters. Whatever could be spelled in two ways is refused, because two readers that
/// disagree about a file are a way to deceive one of them.
namespace vault::json {

constexpr int MaxDepth = 8;

/// An object, array, text or integer; other kinds do not occur.
struct Value
{
    enum class Kind { Integer, Text, Array, Object };

    Kind kind = Kind::Object;
    std::uint64_t integer = 0;
    std::string text;
    std::vector<std::string> names; ///< of an object, ascending
    std::vector<Value> items; ///< of an array; of an object, in the order of the names

    static Value ofInteger(std::uint64_t integer);
    static Value ofText(std::string text);
    static Value ofArray(std::vector<Value> items);

    /// Adds a member to an object; names come in ascending order.
    Value& add(std::string name, Value value);
    const Value* member(std::string_view name) const; ///< null if there is none

    bool operator==(const Value&) const = default;
};

/// The value that is the whole text; absent for any other spelling or kind.
std::optional<Value> read(std::string_view text);

std::string write(const Value& value);

} // namespace vault::json
