// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/cli/command_line.h"
#include "app/cli/session.h"

namespace cli {

/// What a vault or a backup of our own is called among the formats of other programs' files.
inline constexpr std::string_view OwnFormat = "countersign";

/// export --format countersign: a backup as `backup create` makes it, at a place of the caller's.
Outcome<void> exportOwn(Session& session, const Arguments& arguments, const QString& out);

} // namespace cli
