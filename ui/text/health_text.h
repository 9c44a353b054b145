// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/backup/health.h"
#include "core/vault/vault_content.h"
#include "ui/text/explanation.h"

namespace ui::text {

/// Why backups are as they are, and the next step; for window and command line. `health` gives what
/// the sentence needs beside the reason: the time of the newest one, the last failure.
Explanation reasonText(::backup::Reason reason, const ::backup::Health& health);

/// What to say first: the worst reason, or that all is well.
Explanation healthText(const ::backup::Health& health);

/// The same in two to four words, for a line at the edge of the window.
QString healthWords(const ::backup::Health& health);

/// "42 of 42 accounts match."
QString matchText(const vault::Comparison& comparison);

/// What is different about an account, as "the secret"; `field` as in vault::Difference.
QString fieldText(const std::string& field);

} // namespace ui::text
