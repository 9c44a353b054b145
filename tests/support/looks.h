// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QFont>
#include <QPalette>
#include <QStringList>

class QWidget;

/// What can be measured of how a window looks.
namespace support {

QPalette darkPalette();
/// White and yellow on black, with none of the shades in between.
QPalette highContrastPalette();

/// In a test's data function: the looks that people use, a row each. `usualWidth` is that of a
/// window which is not narrow.
void addLooks(int usualWidth);

/// Puts the row's look on the program until it is destroyed.
class Look
{
public:
    Look();
    ~Look();
    Look(const Look&) = delete;
    Look& operator=(const Look&) = delete;

    int width() const { return m_width; }
    double leastEdge() const { return m_leastEdge; }

private:
    QPalette m_palette; ///< before
    QFont m_font; ///< before
    int m_width = 0;
    double m_leastEdge = 0;
};

/// What is wrong with the visible widgets of a window, a line for each; empty when nothing is:
/// text without the room it needs, widgets of one parent that lie on each other or reach out of
/// it, pages that scroll sideways.
QStringList misfits(const QWidget* window);

/// The buttons of a window that the edge of what scrolls cuts, and its main actions that have to be
/// scrolled for, a line for each.
QStringList cutButtons(const QWidget* window);

/// The fields and buttons in a window whose edge stands out from what is around it by less than
/// `least` (a contrast ratio), measured in a picture of it.
QStringList faintEdges(QWidget* window, double least);

/// Both of the window on view, when what has changed has found its place; and a picture of it,
/// named after this and the row.
QStringList faultsSeen(const QString& picture, double leastEdge);

} // namespace support
