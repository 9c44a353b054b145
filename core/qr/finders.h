// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/qr/grey_picture.h"

#include <QRect>

#include <vector>

namespace qr {

/// What looks like one of the three corner patterns of a code.
struct Finder
{
    QPoint centre;
    int size; ///< pixels across, seven modules
};

/// Finds corner patterns in black and white by the run lengths 1:1:3:1:1 through their middle
/// (ISO/IEC 18004, section 6.3.3), at any rotation. Stops at some thousands.
std::vector<Finder> findersOf(const GreyPicture& blackAndWhite);

/// The parts of a picture to be read one after the other: all of it, as a rule. The library tries
/// every three corner patterns as one code, the cube of their number, so that a page of targets
/// would keep it busy for hours. A crowded picture is therefore cut into overlapping parts of few;
/// where even these are too many, the last are left out.
std::vector<QRect> windowsOf(QSize picture, const std::vector<Finder>& finders);

/// The part of a picture in which a code lies whose corner a pattern is, up to version 9.
QRect windowAround(const Finder& finder, QSize picture);

/// How long the library needs for a part with some of the corner patterns, in triples of them, of
/// which it sorts two millions a second; it tries the best of them to read.
qint64 costOf(QRect part, const std::vector<Finder>& finders);

/// What all the parts of one pass may cost together.
constexpr qint64 MaximumCost = 2'500'000;

} // namespace qr
