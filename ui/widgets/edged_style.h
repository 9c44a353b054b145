// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QProxyStyle>

namespace ui::widgets {

/// The style of the desktop, with edges where it would draw none. Qt makes the edge of a field or
/// button by darkening the window's colour; on a dark palette that is hardly to be seen, and on the
/// black of one of high contrast not at all. There an edge nearer to the text goes around them. And
/// the marks of boxes to tick are as large as the letters beside them, where these are large, and
/// the text of a button does not touch its edges.
class EdgedStyle : public QProxyStyle
{
    Q_OBJECT

public:
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
        const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
        QPainter* painter, const QWidget* widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option = nullptr,
        const QWidget* widget = nullptr) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
        const QWidget* widget) const override;
};

} // namespace ui::widgets
