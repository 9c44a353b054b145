// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QBuffer>
#include <QImage>

namespace support {

/// A PNG file of one colour, as a picture of an account.
inline QByteArray icon(const QColor& colour, int width = 24, int height = 24)
{
    QImage picture(width, height, QImage::Format_ARGB32);
    picture.fill(colour);
    QByteArray file;
    QBuffer buffer(&file);
    buffer.open(QIODevice::WriteOnly);
    picture.save(&buffer, "PNG");
    return file;
}

} // namespace support
