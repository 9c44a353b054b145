// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/cli/session.h"
#include "core/otp/entry.h"

namespace cli {

/// The account that the options of `add --manual` describe, checked like one of a link. An option
/// that means nothing for the type is a usage error, because it would be lost silently.
Outcome<otp::Entry> manualEntry(const Session& session, const Arguments& arguments);

/// Whether one of those options was given, which without --manual is a mistake.
bool hasManualOptions(const Arguments& arguments);

} // namespace cli
