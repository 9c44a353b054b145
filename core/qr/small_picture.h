// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace qr {

constexpr int SmallSide = 96; ///< pixels, at most, of both sides
constexpr qsizetype LargestSmallFile = qsizetype { 32 } * 1024; ///< bytes

struct SmallPicture
{
    QByteArray file; ///< PNG
    qint64 decoded = 0; ///< pixels of what it was made of, which is what it has cost
};

/// A picture of any format that loadPicture() takes, as a file of the size in which a list shows
/// it: upright, in sRGB, with nothing in it but its pixels. One that is small already stays as it
/// is, pixel for pixel, so that what this makes becomes itself again. PictureUnreadable;
/// PictureTooLarge above so many megapixels.
base::Result<SmallPicture> smallPicture(const QByteArray& contents, int megapixels);

} // namespace qr
