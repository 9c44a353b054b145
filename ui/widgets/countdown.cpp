// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/widgets/countdown.h"

#include "ui/widgets/contrast.h"

#include <QPainter>

#include <algorithm>

namespace ui::widgets {

namespace {

constexpr int FullCircle = 360 * 16; ///< QPainter counts sixteenths of a degree
constexpr int Top = 90 * 16;

} // namespace

QColor blended(const QColor& first, const QColor& second, double share)
{
    const auto mix = [share](float a, float b) { return static_cast<float>(a + (b - a) * share); };
    return QColor::fromRgbF(mix(first.redF(), second.redF()), mix(first.greenF(), second.greenF()),
        mix(first.blueF(), second.blueF()));
}

QColor edgeColor(const QPalette& palette)
{
    return blended(palette.color(QPalette::Window), palette.color(QPalette::WindowText), 0.35);
}

QColor endingColor(const QPalette& palette)
{
    const QColor accent = palette.color(QPalette::Highlight);
    if (accent.hslSaturationF() < 0.1F)
        return palette.color(QPalette::Text);
    constexpr float Red = 0.02F;
    const bool onDark = luminance(palette.color(QPalette::Base)) < 0.2;
    return QColor::fromHslF(Red, std::max(accent.hslSaturationF(), 0.65F), onDark ? 0.68F : 0.42F);
}

QColor actionColor(const QPalette& palette)
{
    return blended(palette.color(QPalette::Highlight), palette.color(QPalette::Text), 0.3);
}

void paintCountdown(
    QPainter& painter, const QRect& rect, const QPalette& palette, const Countdown& countdown)
{
    const int side = std::min(rect.width(), rect.height());
    const int width = std::max(2, side / 12);
    QRect circle(0, 0, side - width, side - width);
    circle.moveCenter(rect.center());

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    QFont font = painter.font();
    font.setPixelSize(std::max(8, side * 2 / 5));
    if (isEnding(countdown)) {
        font.setBold(true);
        painter.setPen(Qt::NoPen);
        painter.setBrush(endingColor(palette));
        painter.drawEllipse(rect.center(), side / 2, side / 2);
        painter.setPen(palette.color(QPalette::Base));
    } else {
        const QColor text = palette.color(QPalette::Text);
        const QColor base = palette.color(QPalette::Base);
        painter.setPen(QPen(blended(base, text, 0.15), width));
        painter.drawEllipse(circle);
        const int span = FullCircle * countdown.secondsLeft / std::max(1, countdown.period);
        painter.setPen(
            QPen(palette.color(QPalette::Highlight), width, Qt::SolidLine, Qt::RoundCap));
        painter.drawArc(circle, Top, std::clamp(span, 0, FullCircle));
        painter.setPen(text);
    }
    const QString number = QString::number(countdown.secondsLeft);
    if (number.size() > 2)
        font.setPixelSize(std::max(8, font.pixelSize() * 2 / static_cast<int>(number.size())));
    painter.setFont(font);
    painter.drawText(rect, Qt::AlignCenter, number);
    painter.restore();
}

} // namespace ui::widgets
