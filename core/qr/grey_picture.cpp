// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/qr/grey_picture.h"

#include <algorithm>
#include <cstring>

namespace qr {

namespace {

constexpr int BandRows = 64;

// A pixel of a picture with premultiplied transparency on a ground: what the picture leaves free
// shines through.
std::uint8_t luminance(QRgb pixel, unsigned ground)
{
    const unsigned colour = 306U * unsigned(qRed(pixel)) + 601U * unsigned(qGreen(pixel))
        + 117U * unsigned(qBlue(pixel));
    const unsigned free = 255U - unsigned(qAlpha(pixel));
    return static_cast<std::uint8_t>((colour + 0x200U) / 1024U + free * ground / 255U);
}

} // namespace

void wipe(void* memory, std::size_t size)
{
    // A call through a volatile pointer may have effects, so the compiler keeps it.
    static void* (*const volatile Fill)(void*, int, std::size_t) = std::memset;
    if (size > 0)
        Fill(memory, 0, size);
}

GreyPicture::GreyPicture(int width, int height)
    : m_width(width),
      m_height(height),
      m_pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height))
{ }

GreyPicture::~GreyPicture()
{
    wipe(m_pixels.data(), m_pixels.size());
}

GreyPicture greyOf(const QImage& picture, Ground ground)
{
    const unsigned behind = ground == Ground::White ? 255 : 0;
    const bool transparent = picture.hasAlphaChannel();
    const auto format = transparent ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32;
    GreyPicture grey(picture.width(), picture.height());
    // In bands, so that a large picture of another format is not in memory twice.
    for (int top = 0; top < picture.height(); top += BandRows) {
        const int rows = std::min(BandRows, picture.height() - top);
        QImage band = picture.format() == format
            ? QImage(
                picture.constScanLine(top), picture.width(), rows, picture.bytesPerLine(), format)
            : picture.copy(0, top, picture.width(), rows).convertToFormat(format);
        for (int y = 0; y < rows; ++y) {
            const auto* from = reinterpret_cast<const QRgb*>(band.constScanLine(y));
            std::transform(from, from + picture.width(), grey.row(top + y),
                [behind](QRgb pixel) { return luminance(pixel, behind); });
        }
        if (picture.format() != format)
            band.fill(0);
    }
    return grey;
}

} // namespace qr
