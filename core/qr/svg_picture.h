// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QImage>

namespace qr {

/// Draws the shapes of an SVG on a transparent ground, `side` pixels on the longer side; where it
/// is 0, large enough for the modules of any code and never larger than a screen. PictureUnreadable
/// if it is not well-formed or without a size.
base::Result<QImage> drawSvg(const QByteArray& contents, int side = 0);

} // namespace qr
