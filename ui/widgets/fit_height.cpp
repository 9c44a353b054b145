// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/widgets/fit_height.h"

#include <QDialog>
#include <QLayout>
#include <QScreen>

namespace ui::widgets {

void fitHeight(QDialog& dialog)
{
    const QLayout* const layout = dialog.layout();
    const QSize hint = dialog.sizeHint();
    const int width =
        std::max({ dialog.minimumWidth(), hint.width(), dialog.isVisible() ? dialog.width() : 0 });
    const int needed =
        layout->hasHeightForWidth() ? layout->totalHeightForWidth(width) : hint.height();
    dialog.resize(width, std::min(needed, dialog.screen()->availableSize().height()));
}

} // namespace ui::widgets
