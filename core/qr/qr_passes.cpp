// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/qr/qr_passes.h"

#include <algorithm>
#include <array>

namespace qr {

namespace {

// A new picture whose pixels are a function of those of the old one.
template <typename Function> GreyPicture mapped(const GreyPicture& grey, Function function)
{
    GreyPicture out(grey.width(), grey.height());
    std::transform(grey.pixels().begin(), grey.pixels().end(), out.pixels().begin(), function);
    return out;
}

// A new picture whose pixels are a function of those of two others of one size.
template <typename Function>
GreyPicture combined(const GreyPicture& a, const GreyPicture& b, Function function)
{
    GreyPicture out(a.width(), a.height());
    std::transform(
        a.pixels().begin(), a.pixels().end(), b.pixels().begin(), out.pixels().begin(), function);
    return out;
}

// Sums of the rows around one row, a column each; moves down by adding a row and dropping one.
class ColumnSums
{
public:
    ColumnSums(const GreyPicture& grey, int radius)
        : m_grey(grey),
          m_radius(radius),
          m_sums(static_cast<std::size_t>(grey.width()))
    {
        for (int y = 0; y < std::min(radius, grey.height()); ++y)
            add(y);
    }
    ~ColumnSums() { wipe(m_sums.data(), m_sums.size() * sizeof(unsigned)); }
    ColumnSums(const ColumnSums&) = delete;
    ColumnSums& operator=(const ColumnSums&) = delete;

    // To be called for each row from the top.
    void moveTo(int y)
    {
        if (y + m_radius < m_grey.height())
            add(y + m_radius);
        if (y - m_radius - 1 >= 0)
            drop(y - m_radius - 1);
    }
    unsigned operator[](int x) const { return m_sums[static_cast<std::size_t>(x)]; }
    unsigned rows() const { return m_rows; }

private:
    void add(int y)
    {
        std::transform(m_sums.begin(), m_sums.end(), m_grey.row(y), m_sums.begin(),
            [](unsigned sum, std::uint8_t pixel) { return sum + pixel; });
        ++m_rows;
    }
    void drop(int y)
    {
        std::transform(m_sums.begin(), m_sums.end(), m_grey.row(y), m_sums.begin(),
            [](unsigned sum, std::uint8_t pixel) { return sum - pixel; });
        --m_rows;
    }

    const GreyPicture& m_grey;
    int m_radius;
    unsigned m_rows = 0;
    std::vector<unsigned> m_sums;
};

// One row of means: the same sliding sum along the row. The reciprocal replaces a division for each
// pixel; 24 fractional bits keep the error below one level for windows of up to 255 × 255.
void meanRow(const ColumnSums& columns, int width, int radius, std::uint8_t* out)
{
    unsigned sum = 0;
    unsigned count = 0;
    for (int x = 0; x < std::min(radius, width); ++x, ++count)
        sum += columns[x];
    std::uint64_t reciprocal = 0;
    unsigned reciprocalOf = 0;
    for (int x = 0; x < width; ++x) {
        if (x + radius < width) {
            sum += columns[x + radius];
            ++count;
        }
        if (x - radius - 1 >= 0) {
            sum -= columns[x - radius - 1];
            --count;
        }
        if (count != reciprocalOf) {
            reciprocalOf = count;
            reciprocal = (std::uint64_t { 1 } << 24U) / (count * columns.rows());
        }
        out[x] = static_cast<std::uint8_t>((sum * reciprocal + (1U << 23U)) >> 24U);
    }
}

void order(std::uint8_t& low, std::uint8_t& high)
{
    const std::uint8_t smaller = std::min(low, high);
    high = std::max(low, high);
    low = smaller;
}

// Median of nine by sorting the columns of three first: the median is among the largest of the
// small, the middle of the middle and the smallest of the large.
std::uint8_t medianOfNine(std::array<std::uint8_t, 9> p)
{
    for (std::size_t i = 0; i < 9; i += 3) {
        order(p[i], p[i + 1]);
        order(p[i + 1], p[i + 2]);
        order(p[i], p[i + 1]);
    }
    std::uint8_t low = std::max({ p[0], p[3], p[6] });
    std::uint8_t high = std::min({ p[2], p[5], p[8] });
    order(p[1], p[4]);
    order(p[4], p[7]);
    order(p[1], p[4]);
    std::uint8_t middle = p[4];
    order(low, middle);
    order(middle, high);
    order(low, middle);
    return middle;
}

} // namespace

GreyPicture boxMean(const GreyPicture& grey, int radius)
{
    GreyPicture out(grey.width(), grey.height());
    ColumnSums columns(grey, radius);
    for (int y = 0; y < grey.height(); ++y) {
        columns.moveTo(y);
        meanRow(columns, grey.width(), radius, out.row(y));
    }
    return out;
}

GreyPicture inverted(const GreyPicture& grey)
{
    return mapped(grey, [](std::uint8_t pixel) { return static_cast<std::uint8_t>(255 - pixel); });
}

GreyPicture darkerThanSurroundings(const GreyPicture& grey, int margin)
{
    constexpr int Radius = 25;
    const GreyPicture mean = boxMean(grey, Radius);
    return combined(grey, mean, [margin](std::uint8_t pixel, std::uint8_t around) {
        return static_cast<std::uint8_t>(int { pixel } < int { around } - margin ? 0 : 255);
    });
}

GreyPicture blackBelow(const GreyPicture& grey, int threshold)
{
    return mapped(grey, [threshold](std::uint8_t pixel) {
        return static_cast<std::uint8_t>(pixel < threshold ? 0 : 255);
    });
}

GreyPicture sharpened(const GreyPicture& grey)
{
    constexpr int Radius = 2;
    const GreyPicture mean = boxMean(grey, Radius);
    return combined(grey, mean, [](std::uint8_t pixel, std::uint8_t around) {
        const int difference = int { pixel } - int { around };
        return static_cast<std::uint8_t>(std::clamp(int { pixel } + difference * 3 / 2, 0, 255));
    });
}

GreyPicture denoised(const GreyPicture& grey)
{
    GreyPicture out = mapped(grey, [](std::uint8_t pixel) { return pixel; });
    for (int y = 1; y + 1 < grey.height(); ++y) {
        const std::uint8_t* above = grey.row(y - 1);
        const std::uint8_t* here = grey.row(y);
        const std::uint8_t* below = grey.row(y + 1);
        std::uint8_t* to = out.row(y);
        for (int x = 1; x + 1 < grey.width(); ++x)
            to[x] = medianOfNine({ above[x - 1], here[x - 1], below[x - 1], above[x], here[x],
                below[x], above[x + 1], here[x + 1], below[x + 1] });
    }
    return out;
}

} // namespace qr
