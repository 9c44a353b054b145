// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QPalette>
#include <QStringList>

class QWidget;

/// What can be measured of how a window looks.
namespace support {

QPalette darkPalette();
/// White and yellow on black, with none of the shades in between.
QPalette highContrastPalette();

/// What is wrong with the visible widgets of a window, a line for each; empty when nothing is:
/// text without the room it needs, widgets of one parent that lie on each other or reach out of
/// it, pages that scroll sideways.
QStringList misfits(const QWidget* window);

/// The fields and buttons in a window whose edge stands out from what is around it by less than
/// `least` (a contrast ratio), measured in a picture of it.
QStringList faintEdges(QWidget* window, double least);

} // namespace support
