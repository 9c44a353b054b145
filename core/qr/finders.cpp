// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/qr/finders.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace qr {

namespace {

constexpr std::size_t MaximumFinders = 3000;
constexpr int RowStep = 2; ///< the middle of a pattern is at least three pixels high

using Runs = std::array<int, 5>;

int sumOf(const Runs& runs)
{
    return runs[0] + runs[1] + runs[2] + runs[3] + runs[4];
}

bool hasFinderRatio(const Runs& runs)
{
    const int total = sumOf(runs);
    if (total < 7 || std::count(runs.begin(), runs.end(), 0) > 0)
        return false;
    // In sevenths of a pixel, so that everything stays whole: a module is `total` sevenths. Half a
    // module and half a pixel may be lost to blur and sampling; more, and noise looks like codes.
    const int slack = total / 2 + 3;
    const auto isModules = [&](int run, int modules) {
        return std::abs(run * 7 - total * modules) <= slack * (modules == 3 ? 2 : 1);
    };
    return isModules(runs[0], 1) && isModules(runs[1], 1) && isModules(runs[2], 3)
        && isModules(runs[3], 1) && isModules(runs[4], 1);
}

bool isBlack(const GreyPicture& picture, int x, int y)
{
    return picture.row(y)[x] < 128;
}

// Length of the run of one colour from a point in a direction; moves the point past it.
int runFrom(const GreyPicture& picture, QPoint& point, QPoint step, bool black)
{
    int length = 0;
    for (; QRect(QPoint(0, 0), picture.size()).contains(point); point += step, ++length)
        if (isBlack(picture, point.x(), point.y()) != black)
            break;
    return length;
}

// The five runs of a line through a black point in the middle of a pattern; `middle` moves to the
// centre of the third.
Runs runsThrough(const GreyPicture& picture, QPoint& middle, QPoint step)
{
    Runs runs {};
    QPoint back = middle;
    QPoint forth = middle + step;
    const int before = runFrom(picture, back, -step, true);
    const int after = runFrom(picture, forth, step, true);
    middle += step * ((after - before + 1) / 2);
    runs[2] = before + after;
    runs[1] = runFrom(picture, back, -step, false);
    runs[0] = runFrom(picture, back, -step, true);
    runs[3] = runFrom(picture, forth, step, false);
    runs[4] = runFrom(picture, forth, step, true);
    return runs;
}

class Search
{
public:
    explicit Search(const GreyPicture& picture) : m_picture(picture) { }

    std::vector<Finder> run()
    {
        for (int y = 0; y < m_picture.height() && !isFull(); y += RowStep)
            searchRow(y);
        return std::move(m_finders);
    }

private:
    bool isFull() const { return m_finders.size() >= MaximumFinders; }

    void searchRow(int y)
    {
        const std::uint8_t* row = m_picture.row(y);
        const int width = m_picture.width();
        Runs runs {};
        for (int x = 0; x < width;) {
            const bool black = row[x] < 128;
            const int start = x;
            while (x < width && (row[x] < 128) == black)
                ++x;
            std::rotate(runs.begin(), runs.begin() + 1, runs.end());
            runs[4] = x - start;
            if (black && hasFinderRatio(runs))
                check(runs, x, y);
        }
    }

    // The runs end before `end`; the other lines through their middle must
    // show them, too.
    void check(const Runs& runs, int end, int y)
    {
        const int width = sumOf(runs);
        const int x = end - runs[4] - runs[3] - (runs[2] + 1) / 2;
        const auto isSame = [&](const Finder& finder) {
            const QPoint apart = finder.centre - QPoint(x, y);
            return apart.manhattanLength() < finder.size / 2;
        };
        if (isFull() || std::any_of(m_finders.rbegin(), m_finders.rend(), isSame))
            return;
        QPoint middle(x, y);
        const Runs column = runsThrough(m_picture, middle, { 0, 1 });
        const int height = sumOf(column);
        if (!hasFinderRatio(column) || height >= 2 * width || width >= 2 * height)
            return;
        const Runs row = runsThrough(m_picture, middle, { 1, 0 });
        QPoint onDiagonal = middle;
        const Runs diagonal = runsThrough(m_picture, onDiagonal, { 1, 1 });
        if (hasFinderRatio(row) && hasFinderRatio(diagonal))
            m_finders.push_back({ middle, std::max(width, height) });
    }

    const GreyPicture& m_picture;
    std::vector<Finder> m_finders;
};

qint64 countIn(QRect part, const std::vector<Finder>& finders)
{
    return std::count_if(finders.begin(), finders.end(),
        [part](const Finder& finder) { return part.contains(finder.centre); });
}

class Windows
{
public:
    explicit Windows(const std::vector<Finder>& finders) : m_finders(finders) { }

    void cover(QRect part)
    {
        const qint64 count = countIn(part, m_finders);
        const bool isWhole = m_windows.empty() && part.topLeft().isNull();
        if (count <= MaximumInWindow) {
            m_cost += costOf(part, m_finders);
            if ((count >= 3 || isWhole) && m_cost <= MaximumCost)
                m_windows.push_back(part);
            return;
        }
        if (std::min(part.width(), part.height()) > SmallestSide)
            split(part);
    }
    std::vector<QRect> windows() && { return std::move(m_windows); }

private:
    static constexpr qint64 MaximumInWindow = 150; ///< fifty codes
    static constexpr int SmallestSide = 160;

    // Four parts of three quarters: a code of half the side lies in one of them, wherever it is.
    void split(QRect part)
    {
        const QSize size(part.width() * 3 / 4, part.height() * 3 / 4);
        const int right = part.left() + part.width() - size.width();
        const int bottom = part.top() + part.height() - size.height();
        for (const QPoint corner : { part.topLeft(), QPoint(right, part.top()),
                 QPoint(part.left(), bottom), QPoint(right, bottom) })
            cover({ corner, size });
    }

    const std::vector<Finder>& m_finders;
    std::vector<QRect> m_windows;
    qint64 m_cost = 0;
};

} // namespace

std::vector<Finder> findersOf(const GreyPicture& blackAndWhite)
{
    return Search(blackAndWhite).run();
}

std::vector<QRect> windowsOf(QSize picture, const std::vector<Finder>& finders)
{
    Windows windows(finders);
    windows.cover({ QPoint(0, 0), picture });
    return std::move(windows).windows();
}

QRect windowAround(const Finder& finder, QSize picture)
{
    constexpr int FindersAcross = 8; // 56 modules
    const int reach = finder.size * FindersAcross;
    const QPoint corner(reach, reach);
    return QRect(finder.centre - corner, finder.centre + corner)
        .intersected({ QPoint(0, 0), picture });
}

qint64 costOf(QRect part, const std::vector<Finder>& finders)
{
    constexpr qint64 CostOfTry = 200;
    constexpr qint64 MostTries = 256;
    const qint64 count = countIn(part, finders);
    const qint64 triples = count * count * count / 6;
    return triples + CostOfTry * std::min(triples, MostTries);
}

} // namespace qr
