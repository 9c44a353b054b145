// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/qr/picture.h"

#include "core/base/atomic_file.h"
#include "core/qr/grey_picture.h"
#include "core/qr/picture_format.h"
#include "core/qr/svg_picture.h"

#include <QBuffer>
#include <QFile>
#include <QImageReader>

namespace qr {

namespace {

using base::Error;
using base::ErrorCode;

// The largest legal picture without compression, 32 bits a pixel, and its header.
constexpr std::size_t MaximumFileBytes = 512U << 20U;

// Qt refuses by default what takes more than 256 MB in memory, which is less than a legal picture
// of 16 bits a channel does. The limit is the program's, so it is raised once.
void raiseAllocationLimit()
{
    constexpr int BytesPerPixel = 8;
    constexpr int Megabytes = MaximumMegapixels * BytesPerPixel;
    [[maybe_unused]] static const bool Raised = [] {
        QImageReader::setAllocationLimit(Megabytes);
        return true;
    }();
}

base::Result<void> checkSize(QSize size, int megapixelsAtMost)
{
    if (size.isEmpty())
        return Error { ErrorCode::PictureUnreadable, "picture without a size" };
    const qint64 pixels = qint64 { size.width() } * size.height();
    constexpr qint64 Million = 1'000'000;
    if (pixels > megapixelsAtMost * Million) {
        const qint64 megapixels = (pixels + Million - 1) / Million;
        return Error { ErrorCode::PictureTooLarge, "picture above the limit",
            { std::to_string(megapixels), std::to_string(megapixelsAtMost) } };
    }
    return {};
}

base::Result<QImage> loadRaster(
    const QByteArray& contents, PictureFormat format, const Loading& loading)
{
    // Qt makes a grey rest of what is missing and is content; a code may have been in that part.
    if (!isComplete(format, base::bytesOf(contents)))
        return Error { ErrorCode::PictureUnreadable, "picture cut short" };
    raiseAllocationLimit();
    QBuffer buffer;
    buffer.setData(contents);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, nameOf(format));
    reader.setAutoDetectImageFormat(false); // or every plugin of the system would have its try
    reader.setAutoTransform(loading.isUpright);
    if (const auto checked = checkSize(reader.size(), loading.megapixels); !checked)
        return checked.error();
    QImage picture = reader.read();
    if (picture.isNull())
        return Error { ErrorCode::PictureUnreadable, "picture does not decode" };
    return picture;
}

} // namespace

base::Result<QImage> loadPicture(const QByteArray& contents, const Loading& loading)
{
    const auto format = pictureFormatOf(base::bytesOf(contents));
    if (!format)
        return Error { ErrorCode::PictureUnreadable, "no picture format we read" };
    if (*format == PictureFormat::Svg)
        return drawSvg(contents, loading.drawnSide);
    return loadRaster(contents, *format, loading);
}

base::Result<QImage> loadPicture(const QString& path)
{
    const auto bytes = base::readFile(QFile::encodeName(path).toStdString(), MaximumFileBytes);
    if (!bytes)
        return bytes.error();
    return loadPicture(QByteArray::fromRawData(
        reinterpret_cast<const char*>(bytes->data()), static_cast<qsizetype>(bytes->size())));
}

void wipe(QImage& picture)
{
    if (!picture.isNull() && picture.isDetached())
        wipe(picture.bits(), static_cast<std::size_t>(picture.sizeInBytes()));
    picture = {};
}

} // namespace qr
