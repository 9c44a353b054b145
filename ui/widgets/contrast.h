// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

class QColor;

namespace ui::widgets {

/// WCAG 2.1, relative luminance: 0 for black, 1 for white.
double luminance(const QColor& colour);

/// WCAG 2.1, contrast ratio: 1 for equal colours, 21 for black on white.
double contrast(const QColor& a, const QColor& b);

} // namespace ui::widgets
