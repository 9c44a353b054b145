// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"

namespace base {

constexpr unsigned OwnerOnly = 0600; ///< of every file the programs write

/// errno as an Error: DiskFull, ReadOnly, FileExists or CannotWrite. `step` names the call.
Error writeError(const std::string& path, const char* step);

/// Whether an errno says that the file system lacks the call: not every one can exchange, link or
/// lock.
bool isUnsupported(int reason);

} // namespace base
