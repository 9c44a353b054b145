// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

class QFrame;
class QLabel;
class QWidget;

namespace ui::widgets {

/// Places the parts of a card: a sign at the left, a sentence in bold, and what follows from it.
void layOutCard(QFrame* card, QWidget* sign, QLabel* sentence, QLabel* more);

/// Paints a card's ground and edge; for its paintEvent().
void paintCard(QWidget* card);

} // namespace ui::widgets
