// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

namespace base {

/// Installs the message handler of our programs, to standard error, and switches Qt's network
/// categories ("qt.network…") off for good: they print addresses that carry signatures. All others
/// follow Qt's defaults and the rules of the environment. Never log names of accounts, links, codes
/// or file contents; there is one logging category per folder.
void installLogging();

} // namespace base
