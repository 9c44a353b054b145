// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/widgets/drop_area.h"

#include "ui/widgets/countdown.h"

#include <QPainter>

namespace ui::widgets {

namespace {

constexpr int Lines = 6; ///< of text, that it is as high as
constexpr int Margin = 16;
constexpr double EdgeWidth = 1.5;
constexpr double CornerRadius = 10;

} // namespace

DropArea::DropArea(const QString& text, QWidget* parent) : QLabel(text, parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setAlignment(Qt::AlignCenter);
    setMinimumHeight(fontMetrics().height() * Lines);
    setMargin(Margin);
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
    QPen edge(m_hovering ? palette().color(QPalette::Highlight) : edgeColor(palette()), EdgeWidth);
    edge.setStyle(m_hovering ? Qt::SolidLine : Qt::DashLine); // told without its colour, too
    painter.setPen(edge);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), CornerRadius, CornerRadius);
    painter.end();
    QLabel::paintEvent(event);
}

} // namespace ui::widgets
