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
            const std::uint64_t pixels = std::uint64_t { count } * columns.rows();
            reciprocal = (std::uint64_t { 1 } << 24U) / std::max(pixels, std::uint64_t { 1 });
        }
        out[x] = static_cast<std::uint8_t>((sum * reciprocal + (1U << 23U)) >> 24U);
    }
}

std::uint8_t middleOf(std::uint8_t a, std::uint8_t b, std::uint8_t c)
{
    return std::max(std::min(a, b), std::min(std::max(a, b), c));
}

// The columns of three around a row, each sorted. Whole rows at a time, so that the compiler takes
// many pixels in one instruction.
struct SortedColumns
{
    explicit SortedColumns(int width) : low(1, width), middle(1, width), high(1, width) { }

    void sort(const GreyPicture& grey, int y)
    {
        const std::uint8_t* above = grey.row(y - 1);
        const std::uint8_t* here = grey.row(y);
        const std::uint8_t* below = grey.row(y + 1);
        std::uint8_t* lowest = low.row(0);
        std::uint8_t* median = middle.row(0);
        std::uint8_t* highest = high.row(0);
        for (int x = 0; x < grey.width(); ++x) {
            const std::uint8_t smaller = std::min(above[x], here[x]);
            const std::uint8_t larger = std::max(above[x], here[x]);
            lowest[x] = std::min(smaller, below[x]);
            median[x] = std::max(smaller, std::min(larger, below[x]));
            highest[x] = std::max(larger, below[x]);
        }
    }

    GreyPicture low, middle, high;
};

// The median of nine is that of the largest of the low, the middle of the middle and the smallest
// of the high ones of three sorted columns.
void medianRow(const SortedColumns& columns, int width, std::uint8_t* out)
{
    const std::uint8_t* low = columns.low.row(0);
    const std::uint8_t* middle = columns.middle.row(0);
    const std::uint8_t* high = columns.high.row(0);
    for (int x = 1; x + 1 < width; ++x)
        out[x] = middleOf(std::max(std::max(low[x - 1], low[x]), low[x + 1]),
            middleOf(middle[x - 1], middle[x], middle[x + 1]),
            std::min(std::min(high[x - 1], high[x]), high[x + 1]));
}

using Histogram = std::array<std::size_t, 256>;

Histogram histogramOf(const GreyPicture& grey)
{
    Histogram counts {};
    for (const std::uint8_t pixel : grey.pixels())
        ++counts[pixel];
    return counts;
}

// Levels that cover at least one pixel in 2,000 and more than their neighbours.
std::vector<int> peaksOf(const Histogram& counts, std::size_t pixels)
{
    std::vector<int> peaks;
    for (int level = 0; level < 256; ++level) {
        const auto at = [&](int other) {
            return other < 0 || other > 255 ? 0 : counts[static_cast<std::size_t>(other)];
        };
        const std::size_t count = at(level);
        if (count * 2000 >= pixels && count > at(level - 1) && count >= at(level + 1))
            peaks.push_back(level);
    }
    return peaks;
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

GreyPicture mirrored(const GreyPicture& grey)
{
    GreyPicture out(grey.width(), grey.height());
    for (int y = 0; y < grey.height(); ++y)
        std::reverse_copy(grey.row(y), grey.row(y) + grey.width(), out.row(y));
    return out;
}

GreyPicture surroundingsOf(const GreyPicture& grey)
{
    constexpr int Radius = 25;
    return boxMean(grey, Radius);
}

GreyPicture darkerThan(const GreyPicture& grey, const GreyPicture& surroundings, int margin)
{
    return combined(grey, surroundings, [margin](std::uint8_t pixel, std::uint8_t around) {
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
    SortedColumns columns(grey.width());
    for (int y = 1; y + 1 < grey.height(); ++y) {
        columns.sort(grey, y);
        medianRow(columns, grey.width(), out.row(y));
    }
    return out;
}

std::vector<int> flatThresholds(const GreyPicture& grey)
{
    constexpr int LargestDifference = 48; // more is what the other passes see
    constexpr std::size_t Most = 4;
    const Histogram counts = histogramOf(grey);
    const std::vector<int> peaks = peaksOf(counts, grey.pixels().size());
    std::vector<std::pair<std::size_t, int>> found; // pixels of the rarer colour, threshold
    for (std::size_t i = 1; i < peaks.size(); ++i) {
        const int below = peaks[i - 1];
        const int above = peaks[i];
        if (above - below <= LargestDifference)
            found.emplace_back(std::min(counts[static_cast<std::size_t>(below)],
                                   counts[static_cast<std::size_t>(above)]),
                (below + above + 1) / 2);
    }
    std::sort(found.rbegin(), found.rend());
    found.resize(std::min(found.size(), Most));
    std::vector<int> thresholds;
    thresholds.reserve(found.size());
    for (const auto& [count, threshold] : found)
        thresholds.push_back(threshold);
    return thresholds;
}

} // namespace qr
