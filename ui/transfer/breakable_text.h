// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QString>

namespace ui::transfer {

/// The same text with places where long words may break, invisible ones: names of files and
/// accounts must not make a page wider than its window.
QString breakable(const QString& text);

} // namespace ui::transfer
