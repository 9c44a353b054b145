// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <cstdint>
#include <string>

namespace vault {

/// Wrong tries by programs that could not open the vault: without its keys they cannot write what
/// this computer has seen of it (seen_state.h), so these are counted in a file beside that. Nothing
/// vouches for it, and nothing needs to: whoever can write there can do no more with it than make
/// the programs ask for the passphrase, and could as well delete both files.
std::uint64_t wrongTries(const std::string& statePath);

/// Puts a new file in the old one's place, so that who watches the folder notices.
void addWrongTry(const std::string& statePath);
void clearWrongTries(const std::string& statePath);

} // namespace vault
