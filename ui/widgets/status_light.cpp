// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/widgets/status_light.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>

#include <cmath>
#include <numbers>

namespace ui::widgets {
namespace {

// Dark enough for the white sign in them, or light enough for the black one.
constexpr QRgb Green = 0xff1a7f37;
constexpr QRgb Amber = 0xfff2b01e;
constexpr QRgb Red = 0xffc4232b;

QPolygonF regular(int corners, const QPointF& middle, double radius, double turn)
{
    QPolygonF polygon;
    for (int i = 0; i < corners; ++i) {
        const double angle = turn + 2 * std::numbers::pi * i / corners;
        polygon << middle + radius * QPointF(std::cos(angle), std::sin(angle));
    }
    return polygon;
}

/// Outline and sign in a square of 24.
struct Drawing
{
    QPainterPath outline;
    QPainterPath sign;
    QRgb fill;
    Qt::GlobalColor ink;
};

Drawing drawingOf(Light light)
{
    Drawing drawing;
    if (light == Light::Good) {
        drawing.outline.addEllipse(QPointF(12, 12), 10.5, 10.5);
        drawing.sign.addPolygon(
            QPolygonF({ QPointF(7, 12.5), QPointF(10.7, 16), QPointF(17, 8.5) }));
        drawing.fill = Green;
        drawing.ink = Qt::white;
    } else if (light == Light::Attention) {
        drawing.outline.addPolygon(
            QPolygonF({ QPointF(12, 1.8), QPointF(23, 21.5), QPointF(1, 21.5) }));
        drawing.sign.addPolygon(QPolygonF({ QPointF(12, 8.5), QPointF(12, 14.2) }));
        drawing.sign.addPolygon(QPolygonF({ QPointF(12, 18), QPointF(12, 18.1) }));
        drawing.fill = Amber;
        drawing.ink = Qt::black;
    } else {
        drawing.outline.addPolygon(regular(8, QPointF(12, 12), 11, std::numbers::pi / 8));
        drawing.sign.addPolygon(QPolygonF({ QPointF(8, 8), QPointF(16, 16) }));
        drawing.sign.addPolygon(QPolygonF({ QPointF(16, 8), QPointF(8, 16) }));
        drawing.fill = Red;
        drawing.ink = Qt::white;
    }
    if (light != Light::Good)
        drawing.outline.closeSubpath();
    return drawing;
}

} // namespace

QPixmap lightPicture(Light light, const QPalette& palette, int side, qreal pixelRatio)
{
    constexpr double Unit = 24;
    QPixmap picture(QSize(side, side) * pixelRatio);
    picture.setDevicePixelRatio(pixelRatio);
    picture.fill(Qt::transparent);
    const Drawing drawing = drawingOf(light);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(side / Unit, side / Unit);
    const QPen edge(
        palette.color(QPalette::WindowText), 1, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(edge);
    painter.setBrush(QColor(drawing.fill));
    painter.drawPath(drawing.outline);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(drawing.ink, 2.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(drawing.sign);
    return picture;
}

StatusLight::StatusLight(QWidget* parent) : QLabel(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    redraw();
}

void StatusLight::setLight(Light light)
{
    m_light = light;
    redraw();
}

void StatusLight::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        redraw();
    QLabel::changeEvent(event);
}

void StatusLight::redraw()
{
    const int side = fontMetrics().height() * 3 / 2;
    setPixmap(lightPicture(m_light, palette(), side, devicePixelRatioF()));
}

} // namespace ui::widgets
