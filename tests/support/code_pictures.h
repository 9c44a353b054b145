// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QImage>

#include <random>
#include <string>
#include <vector>

namespace support {

/// A picture and what the codes in it say.
struct CodePicture
{
    QImage picture;
    std::vector<std::string> texts;
};

/// Always the same numbers on every machine, which the distributions of <random> do not promise.
class Dice
{
public:
    explicit Dice(unsigned seed) : m_random(seed) { }
    /// A number from `low` to `high`, both included.
    int roll(int low, int high);
    double between(double low, double high);

private:
    std::mt19937 m_random;
};

/// One way in which screens and photographs show codes, and its pictures.
struct PictureKind
{
    const char* name;
    CodePicture (*make)(Dice& dice);
};

/// The kinds a reader of sign-in codes meets. Drawn with rectangles only, so that no window system
/// and no font is needed.
const std::vector<PictureKind>& pictureKinds();

} // namespace support
