// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/widgets/light_strip.h"

#include "ui/widgets/countdown.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>

namespace ui::widgets {

namespace {

constexpr int Margin = 12;

} // namespace

LightStrip::LightStrip(QWidget* parent) : QPushButton(parent)
{
    setFlat(true);
    setAutoDefault(true); // Enter presses it, too
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void LightStrip::setLine(Light light, const QString& words, const QString& action)
{
    m_light = light;
    setText(words);
    setToolTip(action);
    //: for screen readers; %1 says how something stands, %2 what a press does
    setAccessibleName(tr("%1. %2").arg(words, action));
    updateGeometry();
    update();
}

QSize LightStrip::sizeHint() const
{
    const int line = fontMetrics().height();
    return { fontMetrics().horizontalAdvance(text()) + 2 * line + 3 * Margin, line * 2 };
}

QSize LightStrip::minimumSizeHint() const
{
    return sizeHint();
}

void LightStrip::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    QPushButton::changeEvent(event);
}

void LightStrip::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const QColor window = palette().color(QPalette::Window);
    const QColor ink = palette().color(QPalette::WindowText);
    const double tint = isDown() ? 0.2 : underMouse() ? 0.12 : 0.06;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(blended(window, ink, tint));
    painter.setPen(hasFocus() ? QPen(palette().color(QPalette::Highlight), 2)
                              : QPen(blended(window, ink, 0.5), 1));
    const double inset = hasFocus() ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), 6, 6);

    const int side = fontMetrics().height() * 5 / 4;
    const QRect picture = QStyle::alignedRect(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter,
        { side, side }, rect().adjusted(Margin, 0, -Margin, 0));
    painter.drawPixmap(picture, lightPicture(m_light, palette(), side, devicePixelRatioF()));
    const int beside = side + 2 * Margin;
    const QRect words = layoutDirection() == Qt::RightToLeft
        ? rect().adjusted(Margin, 0, -beside, 0)
        : rect().adjusted(beside, 0, -Margin, 0);
    painter.setPen(ink);
    painter.drawText(words,
        static_cast<int>(
            QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) | Qt::AlignVCenter),
        text());
}

} // namespace ui::widgets
