// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/widgets/primary_button.h"

#include <QPainter>
#include <QStyleOption>

#include <algorithm>
#include <cmath>

namespace ui::widgets {
namespace {

constexpr double Radius = 6;

double luminance(const QColor& colour)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF());
}

/// WCAG 2.1, contrast ratio.
double contrast(const QColor& a, const QColor& b)
{
    const auto [darker, lighter] = std::minmax({ luminance(a), luminance(b) });
    return (lighter + 0.05) / (darker + 0.05);
}

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
        painter.setPen(colours.color(QPalette::Mid));
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
