// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/reader.h"

namespace transfer {

/// What the lines of a text begin with, blank ones and remarks (#) aside.
struct LinkList
{
    std::size_t codes = 0; ///< links to make codes with
    std::size_t displays = 0; ///< of these, how many say how Ente Auth shows them
    std::size_t winAuths = 0; ///< how many have what WinAuth adds to Steam's and Battle.net's
    std::size_t migrations = 0; ///< parts of Google Authenticator's export
    std::size_t others = 0; ///< anything else
};

/// Looks at the lines of a text without reading what they say.
LinkList lookAtLinks(std::string_view text);

/// Reads a list of links, one a line: the one reader of all formats that are lists. A line that
/// cannot be used is left, named by its label. What Ente Auth writes into `codeDisplay` (note,
/// tags, pinned, trashed, and the order it shows them in) and WinAuth's way out of Steam Guard are
/// taken from any link. NoAccounts if nothing in it is a link of ours.
Outcome<Imported> readLinks(std::string_view text);

/// Takes what Ente Auth says of how an account is shown (ente-io/ente,
/// mobile/apps/auth/lib/models/code_display.dart).
void takeEnteDisplay(ImportedAccount& account, const base::json::Value& display);

} // namespace transfer
