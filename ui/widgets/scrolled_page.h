// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

class QLayout;
class QPushButton;
class QScrollArea;
class QString;
class QVBoxLayout;

namespace ui::widgets {

/// Makes a scroll area a page as wide as the window: without a frame, its parts in the column that
/// is returned, and nothing on it but these in the tab order.
QVBoxLayout* newColumn(QScrollArea* page);

/// The head of such a page: its title, and beside it the way back.
QLayout* newHead(const QString& title, QPushButton* back);

} // namespace ui::widgets
