// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/crypto/secret.h"

#include <QString>

#include <initializer_list>

/// How the readers of this folder take members out of what a server wrote.
namespace push::okta {

/// The member at the end of a path of objects; a null value where there is none.
const base::json::Value& at(
    const base::json::Value& value, std::initializer_list<std::string_view> path);

/// A whole number, also one that is written as digits in a text.
std::optional<std::int64_t> integerOf(const base::json::Value& object, std::string_view name);

/// Whether a text is that word (given in lower case), in capitals or not.
bool hasWord(std::string_view text, std::string_view word);
bool listsWord(const std::vector<std::string>& texts, std::string_view word);

/// Text of a server as it may be shown: control and direction characters made visible, cut at 512
/// characters with a visible mark.
QString shownText(std::string_view utf8);

/// A text that is secret, straight from the body into locked memory; empty for other values.
base::Result<crypto::SecretBytes> readSecret(const base::json::Value& text);

/// A date of a reply: ISO 8601 with or without milliseconds. Absent for the other spellings that
/// occur, which are never an error.
std::optional<base::Time> dateOf(const base::json::Value& object, std::string_view name);

} // namespace push::okta
