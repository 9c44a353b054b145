// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/json_members.h"
#include "core/crypto/json_secret.h"

#include <QString>

/// How the readers of this folder take members out of what a server wrote.
namespace push::okta {

using base::json::at;
using base::json::dateOf;
using base::json::integerOf;
using crypto::readSecret;

/// Whether a text is that word (given in lower case), in capitals or not.
bool hasWord(std::string_view text, std::string_view word);
bool listsWord(const std::vector<std::string>& texts, std::string_view word);

/// Text of a server as it may be shown: control and direction characters made visible, cut at 512
/// characters with a visible mark.
QString shownText(std::string_view utf8);

} // namespace push::okta
