// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QString>

#include <string>

namespace ui::backup {

/// A path made safe to show, at most 200 characters of it, that may wrap after each folder.
QString shownPath(const std::string& path);

} // namespace ui::backup
