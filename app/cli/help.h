// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/cli/command_line.h"

namespace cli {

/// The page of --help: all verbs, or the synopsis and options of the verbs that begin with
/// `words`.
QString helpText(std::span<const VerbSpec> verbs, const QString& words);

} // namespace cli
