// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

namespace base {

/// Installs the message handler of our programs: to standard error, with Qt's network categories
/// off, because they print addresses that carry signatures. Never log names of accounts, links,
/// codes or file contents; there is one logging category per folder.
void installLogging();

} // namespace base
