// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QBuffer>
#include <QImage>
#include <QPainter>

namespace support {

inline QByteArray pngFile(const QImage& picture)
{
    QByteArray file;
    QBuffer buffer(&file);
    buffer.open(QIODevice::WriteOnly);
    picture.save(&buffer, "PNG");
    return file;
}

/// A PNG file of one colour, as a picture of an account.
inline QByteArray icon(const QColor& colour, int width = 24, int height = 24)
{
    QImage picture(width, height, QImage::Format_ARGB32);
    picture.fill(colour);
    return pngFile(picture);
}

/// A drawing without a ground of its own, as many programs' icons are.
inline QByteArray drawnIcon(const QColor& colour)
{
    QImage picture(96, 96, QImage::Format_ARGB32);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 10));
    painter.drawEllipse(20, 12, 56, 56);
    painter.drawLine(48, 68, 48, 92);
    painter.end();
    return pngFile(picture);
}

} // namespace support
