// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"

#include <QString>

#include <string>

namespace cli {

/// A path, safe to show in a terminal.
QString shown(const std::string& path);

/// The same in every language and zone: 2026-11-21T19:30:00Z.
QString isoTime(base::Time time);

} // namespace cli
