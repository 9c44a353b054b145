// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/widgets/primary_button.h"

#include "ui/widgets/contrast.h"
#include "ui/widgets/countdown.h"

#include <QPainter>
#include <QStyleOption>

namespace ui::widgets {
namespace {

constexpr double Radius = 6;

/// The selection's colour, moved away from its text's until that is easy to read on it: palettes
/// choose it for marking, not for reading.
QColor readable(QColor fill, const QColor& text)
{
    constexpr double EasyToRead = 4.5;
    constexpr int MostSteps = 12;
    for (int step = 0; step < MostSteps && contrast(fill, text) < EasyToRead; ++step)
        fill = luminance(text) > luminance(fill) ? fill.darker(108) : fill.lighter(108);
    return fill;
}

void makeEasyToHit(QPushButton& button)
{
    button.setMinimumHeight(button.fontMetrics().height() * 2 + 4);
    button.setAutoDefault(true);
}

} // namespace

PrimaryButton::PrimaryButton(const QString& text, QWidget* parent) : QPushButton(text, parent)
{
    makeEasyToHit(*this);
    setAttribute(Qt::WA_Hover);
}

/// Wider than the style would have it: the edge is round and filled, and text near it looks
/// cramped.
QSize PrimaryButton::sizeHint() const
{
    return QPushButton::sizeHint() + QSize(fontMetrics().height() * 2, 0);
}

void PrimaryButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF outline = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const QPalette& colours = palette();
    if (isEnabled()) {
        // The active colours also in a window without focus: the main action stays the main action.
        const QColor text = colours.color(QPalette::Active, QPalette::HighlightedText);
        QColor fill = readable(colours.color(QPalette::Active, QPalette::Highlight), text);
        if (isDown())
            fill = fill.darker(120);
        else if (underMouse())
            fill = fill.darker(108);
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawRoundedRect(outline, Radius, Radius);
        if (hasFocus()) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(text, 1.5));
            painter.drawRoundedRect(outline.adjusted(3, 3, -3, -3), Radius - 2, Radius - 2);
        }
        painter.setPen(text);
    } else {
        painter.setPen(edgeColor(colours));
        painter.setBrush(colours.brush(QPalette::Button));
        painter.drawRoundedRect(outline, Radius, Radius);
        painter.setPen(colours.color(QPalette::Disabled, QPalette::ButtonText));
    }
    QStyleOptionButton option;
    initStyleOption(&option);
    const bool marks = style()->styleHint(QStyle::SH_UnderlineShortcut, &option, this) != 0;
    painter.drawText(
        rect(), Qt::AlignCenter | (marks ? Qt::TextShowMnemonic : Qt::TextHideMnemonic), text());
}

QPushButton* newSecondaryButton(const QString& text)
{
    auto* button = new QPushButton(text);
    makeEasyToHit(*button);
    return button;
}

} // namespace ui::widgets
