// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"

#include <QImage>

namespace qr {

constexpr int MaximumMegapixels = 100;

/// How a picture is loaded; as it is for one that may show a code.
struct Loading
{
    int megapixels = MaximumMegapixels; ///< at most
    int drawnSide = 0; ///< pixels, of the longer side of an SVG; 0: enough for any code
    bool isUpright = false; ///< turned as the file says; else positions are those of its own pixels
};

/// Loads PNG, JPEG, WebP, SVG, GIF or BMP, told by content and not by name. PictureUnreadable if it
/// is none of them or cut short; PictureTooLarge above the limit, before memory is claimed.
/// Of a moving picture the first frame. An SVG is drawn at a size of our choice, without reading
/// anything but the file itself. Transparency is kept: readCodes tries a light and a dark ground.
base::Result<QImage> loadPicture(const QString& path);
base::Result<QImage> loadPicture(const QByteArray& contents, const Loading& loading = {});

/// Overwrites a picture and lets it go: who has the pixels of a code has the secret. Pixels that
/// somebody else shares stay as they are, and are theirs to wipe.
void wipe(QImage& picture);

} // namespace qr
