// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/widgets/drop_area.h"

#include "ui/widgets/countdown.h"

#include <QPainter>

namespace ui::widgets {

namespace {

constexpr int LinesOfText = 6; ///< of text, that it is as high as
constexpr int TextMargin = 16;
constexpr double DropEdgeWidth = 1.5;
constexpr double DropCornerRadius = 10;

} // namespace

DropArea::DropArea(const QString& text, QWidget* parent) : QLabel(text, parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setAlignment(Qt::AlignCenter);
    setMinimumHeight(fontMetrics().height() * LinesOfText);
    setMargin(TextMargin);
}

void DropArea::setHovering(bool hovering)
{
    m_hovering = hovering;
    update();
}

void DropArea::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen edge(
        m_hovering ? palette().color(QPalette::Highlight) : edgeColor(palette()), DropEdgeWidth);
    edge.setStyle(m_hovering ? Qt::SolidLine : Qt::DashLine); // told without its colour, too
    painter.setPen(edge);
    painter.drawRoundedRect(
        QRectF(rect()).adjusted(1, 1, -1, -1), DropCornerRadius, DropCornerRadius);
    painter.end();
    QLabel::paintEvent(event);
}

} // namespace ui::widgets
