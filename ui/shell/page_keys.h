// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/shell/key_sheet.h"

#include <optional>

class QAction;
class QWidget;

namespace ui::shell {

/// The keys that work on one page of the window alone, for the key sheet; absent where it has none.
std::optional<KeySection> keysOfPage(const QWidget& page);

/// All that the key sheet shows on a page; the actions are those of the window.
QList<KeySection> keysOn(const QWidget& page, const QList<QAction*>& actions);

} // namespace ui::shell
