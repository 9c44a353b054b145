// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/bytes.h"

#include <QByteArray>

#include <optional>
#include <string>

namespace qr {

enum class PictureFormat { Png, Jpeg, WebP, Svg, Gif, Bmp };

/// The format by the first bytes of a file, whatever it is called.
std::optional<PictureFormat> pictureFormatOf(base::ByteView contents);

/// The same of a file, of which no more than the beginning is read; nothing where it is no picture.
/// CannotRead.
base::Result<std::optional<PictureFormat>> pictureFormatOf(const std::string& path);

/// Qt's name of the format.
QByteArray nameOf(PictureFormat format);

/// Whether the file reaches its end by its own account: decoders fill what is missing with grey and
/// report success. The frames are walked, nothing is decoded. Not for SVG, whose parser knows.
bool isComplete(PictureFormat format, base::ByteView contents);

} // namespace qr
