// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/cli/session.h"

namespace cli {

/// What is done for a vault once a verb has succeeded and its answer is printed: its slots are put
/// right while the passphrase is at hand, and a backup is made where one is due. Nothing of it
/// changes the result of the verb; what fails is one line on standard error, and is tried again
/// after a later command.
void takeCare(Session& session);

} // namespace cli
