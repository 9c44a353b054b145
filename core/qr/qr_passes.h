// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/qr/grey_picture.h"

#include <vector>

namespace qr {

/// What the filters make of a picture before it is read once more; each mends one way in which a
/// screen or a photograph hides a code from the reader.

/// Dark for light: codes of dark themes.
GreyPicture inverted(const GreyPicture& grey);

/// Left for right: what a mirror shows, or a camera that is turned to its user.
GreyPicture mirrored(const GreyPicture& grey);

/// Mean brightness of the square of 51 around each pixel.
GreyPicture surroundingsOf(const GreyPicture& grey);

/// Black where a pixel is darker than its surroundings by more than `margin`, else white: low
/// contrast and colours of similar brightness.
GreyPicture darkerThan(const GreyPicture& grey, const GreyPicture& surroundings, int margin);

/// Black below `threshold`, else white: a white card without quiet zone on a nearly black screen.
GreyPicture blackBelow(const GreyPicture& grey, int threshold);

/// Edges amplified: blur, and screens drawn at a fraction of their size.
GreyPicture sharpened(const GreyPicture& grey);

/// The median of each pixel and its eight neighbours: noise.
GreyPicture denoised(const GreyPicture& grey);

/// Thresholds between the colours that cover whole areas and differ little, at most four: what no
/// sign of noise hides can be told apart by a single level of grey.
std::vector<int> flatThresholds(const GreyPicture& grey);

/// Mean of the square of 2 · radius + 1 around each pixel, cut off at the borders.
GreyPicture boxMean(const GreyPicture& grey, int radius);

} // namespace qr
