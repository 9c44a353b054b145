// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace qr {

/// The part of an SVG document that draws shapes, written anew: paths, rectangles and the like,
/// gradients, style rules, copies, and raster pictures that the document itself contains. Qt's
/// renderer would open files that a document names and would follow copies of copies of copies
/// without end; such things do not reach it. PictureUnreadable if the document is not well-formed,
/// or is larger or nested deeper than any drawing of a code.
base::Result<QByteArray> onlyShapes(const QByteArray& svg);

} // namespace qr
