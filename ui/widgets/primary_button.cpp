// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/widgets/primary_button.h"

#include <QEvent>
#include <QPainter>

namespace ui::widgets {

PrimaryButton::PrimaryButton(const QString& text, QWidget* parent) : QPushButton(text, parent)
{
    setMinimumHeight(fontMetrics().height() * 2 + 4);
    setAutoDefault(true);
    takeColours();
}

void PrimaryButton::takeColours()
{
    const QPalette around = parentWidget() ? parentWidget()->palette() : QPalette();
    QPalette own = around;
    for (const auto group : { QPalette::Active, QPalette::Inactive }) {
        // The active colours also in a window without focus: the main action stays the main action.
        own.setColor(group, QPalette::Button, around.color(QPalette::Active, QPalette::Highlight));
        own.setColor(
            group, QPalette::ButtonText, around.color(QPalette::Active, QPalette::HighlightedText));
    }
    if (own != palette())
        setPalette(own);
}

void PrimaryButton::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::ParentChange || event->type() == QEvent::ApplicationPaletteChange)
        takeColours();
    QPushButton::changeEvent(event);
}

void PrimaryButton::paintEvent(QPaintEvent* event)
{
    QPushButton::paintEvent(event);
    if (!hasFocus())
        return;
    // The style's own focus frame has the colour of the button itself.
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette().color(QPalette::ButtonText), 1.5));
    painter.drawRoundedRect(QRectF(rect()).adjusted(4, 4, -4, -4), 3, 3);
}

} // namespace ui::widgets
