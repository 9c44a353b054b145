// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/cli/command_line.h"

namespace cli {

/// What `add` does with an account that is there already.
enum class OnDuplicate { Ask, Keep, Replace, Skip };

/// As --on-duplicate says; without a terminal nobody is asked.
Outcome<OnDuplicate> onDuplicate(const Arguments& arguments);

/// Whether the options of `add` go together: exactly one kind of source, and nothing that belongs
/// to another. To be told before a display is looked for.
Outcome<void> checkAddOptions(const Arguments& arguments);

} // namespace cli
