// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

class QDialog;

namespace ui::widgets {

/// Makes a dialog as high as its text needs at its width, before it is shown or when what it says
/// has changed. QWidget::adjustSize() stops at two thirds of the screen, which cuts large text off.
void fitHeight(QDialog& dialog);

} // namespace ui::widgets
