// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/widgets/edged_style.h"

#include "ui/widgets/contrast.h"
#include "ui/widgets/countdown.h"

#include <QPainter>
#include <QStyleOption>

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

} // namespace ui::widgets
