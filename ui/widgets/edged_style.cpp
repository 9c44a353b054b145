// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/widgets/edged_style.h"

#include "ui/widgets/contrast.h"
#include "ui/widgets/countdown.h"

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

#include <algorithm>

namespace ui::widgets {
namespace {

bool needsEdges(const QPalette& palette)
{
    constexpr double EasyToSee = 1.3;
    constexpr int AsQtDarkens = 140;
    const QColor window = palette.color(QPalette::Window);
    return contrast(window, window.darker(AsQtDarkens)) < EasyToSee;
}

void drawEdge(QPainter& painter, const QStyleOption& option, bool round = false)
{
    if (!needsEdges(option.palette))
        return;
    const bool isAtHand = option.state.testFlag(QStyle::State_HasFocus);
    const QColor edge = isAtHand ? option.palette.color(QPalette::Highlight)
                                 : blended(option.palette.color(QPalette::Window),
                                     option.palette.color(QPalette::WindowText), 0.5);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(edge, isAtHand ? 2 : 1));
    const double inset = isAtHand ? 1 : 0.5;
    const QRectF rect = QRectF(option.rect).adjusted(inset, inset, -inset, -inset);
    const double radius = round ? rect.height() / 2 : 2;
    painter.drawRoundedRect(rect, radius, radius);
    painter.restore();
}

} // namespace

void EdgedStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option,
    QPainter* painter, const QWidget* widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    switch (element) {
    case PE_FrameLineEdit:
    case PE_Frame:
    case PE_FrameMenu:
    case PE_PanelButtonCommand:
    case PE_PanelButtonTool:
    case PE_IndicatorCheckBox:
        drawEdge(*painter, *option);
        break;
    case PE_IndicatorRadioButton:
        drawEdge(*painter, *option, true);
        break;
    default:
        break;
    }
}

void EdgedStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
    QPainter* painter, const QWidget* widget) const
{
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    if (control == CC_ComboBox || control == CC_SpinBox)
        drawEdge(*painter, *option);
}

int EdgedStyle::pixelMetric(
    PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    const int usual = QProxyStyle::pixelMetric(metric, option, widget);
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return widget ? std::max(usual, widget->fontMetrics().ascent()) : usual;
    default:
        return usual;
    }
}

QSize EdgedStyle::sizeFromContents(ContentsType type, const QStyleOption* option,
    const QSize& contents, const QWidget* widget) const
{
    const QSize usual = QProxyStyle::sizeFromContents(type, option, contents, widget);
    if (type != CT_PushButton)
        return usual;
    const int margins = option->fontMetrics.height();
    return usual.expandedTo(QSize(contents.width() + margins, 0));
}

} // namespace ui::widgets
