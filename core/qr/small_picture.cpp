// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/qr/small_picture.h"

#include "core/qr/picture.h"

#include <QBuffer>
#include <QColorSpace>

#include <algorithm>

namespace qr {

namespace {

/// The pixels alone: a picture carries texts along, such as where it was taken.
QImage pixelsOf(const QImage& picture)
{
    QImage pixels(picture.size(), QImage::Format_ARGB32);
    for (int y = 0; y < picture.height(); ++y)
        std::copy_n(picture.constScanLine(y), pixels.bytesPerLine(), pixels.scanLine(y));
    return pixels;
}

QByteArray pngOf(const QImage& picture)
{
    QByteArray file;
    QBuffer buffer(&file);
    buffer.open(QIODevice::WriteOnly);
    return pixelsOf(picture).save(&buffer, "PNG") ? file : QByteArray();
}

QImage within(const QImage& picture, int side)
{
    if (picture.width() <= side && picture.height() <= side)
        return picture;
    const QSize size = picture.size().scaled(side, side, Qt::KeepAspectRatio).expandedTo({ 1, 1 });
    return picture.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .convertToFormat(QImage::Format_ARGB32);
}

} // namespace

base::Result<SmallPicture> smallPicture(const QByteArray& contents, int megapixels)
{
    base::Result<QImage> loaded = loadPicture(
        contents, { .megapixels = megapixels, .drawnSide = SmallSide, .isUpright = true });
    if (!loaded)
        return loaded.error();
    if (loaded->colorSpace().isValid())
        loaded->convertToColorSpace(QColorSpace::SRgb);
    const QImage picture = loaded->convertToFormat(QImage::Format_ARGB32);
    const qint64 decoded = qint64 { picture.width() } * picture.height();
    // The last side fits without any compression.
    for (const int side : { SmallSide, 3 * SmallSide / 4, SmallSide / 2 }) {
        const QByteArray file = pngOf(within(picture, side));
        if (!file.isEmpty() && file.size() <= LargestSmallFile)
            return SmallPicture { file, decoded };
    }
    return base::Error { base::ErrorCode::PictureUnreadable, "picture does not encode" };
}

} // namespace qr
