// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/qr/svg_picture.h"

#include "core/qr/svg_shapes.h"

#include <QPainter>
#include <QSvgRenderer>

#include <algorithm>

namespace qr {

namespace {

// Sides of the drawing: the largest symbol has 185 modules with its quiet zone.
constexpr int SmallestLongSide = 1600;
constexpr int LargestLongSide = 2400;

QSize drawingSize(QSize natural, int side)
{
    const int longSide = std::max({ natural.width(), natural.height(), 1 });
    const int wanted = side > 0 ? side : std::clamp(longSide, SmallestLongSide, LargestLongSide);
    return natural.scaled(wanted, wanted, Qt::KeepAspectRatio).expandedTo({ 1, 1 });
}

} // namespace

base::Result<QImage> drawSvg(const QByteArray& contents, int side)
{
    const auto shapes = onlyShapes(contents);
    if (!shapes)
        return shapes.error();
    QSvgRenderer renderer(*shapes);
    if (!renderer.isValid() || renderer.defaultSize().isEmpty())
        return base::Error { base::ErrorCode::PictureUnreadable, "SVG does not parse" };
    QImage picture(drawingSize(renderer.defaultSize(), side), QImage::Format_ARGB32_Premultiplied);
    if (picture.isNull())
        return base::Error { base::ErrorCode::OutOfMemory, "SVG drawing" };
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    renderer.render(&painter);
    return picture;
}

} // namespace qr
