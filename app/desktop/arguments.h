// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"

#include <string>

namespace desktop {

/// What the command line of the window's program asks for.
struct Arguments
{
    enum class Wish { Run, ShowHelp, ShowVersion };

    Wish wish = Wish::Run;
    std::string vaultPath; ///< empty: the usual place
    bool isSandbox = false; ///< with a practice service and a vault of its own
    crypto::SecretBytes link; ///< empty: none
};

/// Reads the command line. A link on it holds a secret that every local user can read in the list
/// of processes, so it is copied and overwritten at once, before anything else runs.
/// InvalidField ("argument") for what is not understood, TooLarge for a link beyond 64 KiB.
base::Result<Arguments> takeArguments(int argc, char** argv);

/// The text of --help.
QString helpText();

/// The longest link that is looked at.
constexpr std::size_t LongestLink = std::size_t { 64 } * 1024;

} // namespace desktop
