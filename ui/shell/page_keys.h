// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/shell/key_sheet.h"

#include <optional>

class QWidget;

namespace ui::shell {

/// The keys that work on one page of the window alone, for the key sheet; absent where it has none.
std::optional<KeySection> keysOfPage(const QWidget& page);

} // namespace ui::shell
