// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/json_members.h"
#include "core/base/server_words.h"
#include "core/crypto/json_secret.h"

/// How the readers of this folder take members out of what a server wrote.
namespace push::okta {

using base::shownText;
using base::json::at;
using base::json::dateOf;
using base::json::integerOf;
using crypto::readSecret;

/// Whether a text is that word (given in lower case), in capitals or not.
bool hasWord(std::string_view text, std::string_view word);
bool listsWord(const std::vector<std::string>& texts, std::string_view word);

} // namespace push::okta
