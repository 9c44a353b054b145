// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

namespace base {

/// Installs the message handler of our programs, to standard error, and switches off for good what
/// would tell too much: Qt's network categories ("qt.network…"), which print addresses that carry
/// signatures, and what those of accessibility, platform, text and keyboard have to say below a
/// warning, since they print names that are shown and what is typed or copied. All others follow
/// Qt's defaults and the rules of the environment. Never log names of accounts, links, codes
/// or file contents; there is one logging category per folder.
void installLogging();

} // namespace base
