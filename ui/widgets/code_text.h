// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QFont>
#include <QString>

class QPainter;
class QRect;

namespace ui::widgets {

/// A code in groups as people read it aloud: "123 456", "1234 5678", "123 4567"; five characters
/// and fewer stay together.
QString groupedCode(const QString& code);

/// As many dots as the code has characters, grouped like it.
QString hiddenCode(const QString& code);

/// The width of a grouped code whose digits all get the room of the widest one, so that codes stand
/// in columns and do not jump when they change, whatever the font offers.
int codeWidth(const QFont& font, const QString& grouped);

/// Draws it from the left edge of `rect`, vertically centred, with the painter's pen; always from
/// left to right, whatever the direction of the window.
void paintCode(QPainter& painter, const QRect& rect, const QFont& font, const QString& grouped);

} // namespace ui::widgets
