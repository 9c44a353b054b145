// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/qr/grey_picture.h"
#include "core/qr/qr_reader.h"

namespace qr {

/// How brightness becomes black and white: by the surroundings, or in the middle because it is
/// black and white already.
enum class Binarizer { Local, Fixed };

/// Adds the codes in a part of a picture that are not known yet, by text and overlapping place: the
/// one place that knows the decoding library.
void decodeInto(
    std::vector<FoundCode>& codes, const GreyPicture& grey, QRect window, Binarizer binarizer);

} // namespace qr
