// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QImage>
#include <QRect>

#include <cstdint>
#include <vector>

namespace qr {

/// Brightness of a picture, a byte a pixel without padding between rows. What it shows may be a
/// secret, so it is overwritten when it goes.
class GreyPicture
{
public:
    GreyPicture(int width, int height);
    GreyPicture(GreyPicture&&) noexcept = default;
    GreyPicture& operator=(GreyPicture&&) = delete;
    GreyPicture(const GreyPicture&) = delete;
    GreyPicture& operator=(const GreyPicture&) = delete;
    ~GreyPicture();

    int width() const { return m_width; }
    int height() const { return m_height; }
    QSize size() const { return { m_width, m_height }; }
    std::uint8_t* row(int y) { return m_pixels.data() + offsetOf(y); }
    const std::uint8_t* row(int y) const { return m_pixels.data() + offsetOf(y); }
    std::vector<std::uint8_t>& pixels() { return m_pixels; }
    const std::vector<std::uint8_t>& pixels() const { return m_pixels; }

private:
    std::size_t offsetOf(int y) const
    {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(m_width);
    }

    int m_width;
    int m_height;
    std::vector<std::uint8_t> m_pixels;
};

/// What lies behind the transparent parts of a picture.
enum class Ground { White, Black };

/// The luminance (ITU-R BT.601 weights) of a picture laid on a ground.
GreyPicture greyOf(const QImage& picture, Ground ground);

/// Overwrites memory in a way the compiler does not remove.
void wipe(void* memory, std::size_t size);

} // namespace qr
