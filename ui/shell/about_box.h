// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

class QWidget;

namespace ui::shell {

/// Opens a box over the window that says what this program is, and in which version.
void openAboutBox(QWidget& window);

} // namespace ui::shell
