// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <string>

namespace base {

/// The folder that a path leads to: "." for a name alone, "/" at the root.
std::string folderOf(const std::string& path);

} // namespace base
