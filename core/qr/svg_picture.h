// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QImage>

namespace qr {

/// Draws an SVG large enough for the modules of any code and never larger than a screen, on a
/// transparent ground. Only shapes, and raster pictures inside the document, are drawn: style
/// sheets, pictures and fonts elsewhere are not looked for. PictureUnreadable if it is not
/// well-formed, TooLarge if it would draw an absurd number of shapes.
base::Result<QImage> drawSvg(const QByteArray& contents);

} // namespace qr
