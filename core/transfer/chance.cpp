// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/chance.h"

#include <algorithm>
#include <array>

namespace transfer {

namespace {

constexpr std::ptrdiff_t FewestValues = 230;
constexpr int MostOfOne = 24;
constexpr std::size_t MostPages = 64;

} // namespace

bool looksLikeChance(std::span<const std::uint8_t, ChancePage> page)
{
    std::array<int, 256> counts = {};
    for (const std::uint8_t byte : page)
        ++counts[byte];
    const auto present = std::ranges::count_if(counts, [](int count) { return count > 0; });
    return present >= FewestValues && std::ranges::max(counts) <= MostOfOne;
}

bool arePagesOfChance(base::ByteView bytes)
{
    if (bytes.empty() || bytes.size() % ChancePage != 0)
        return false;
    const std::size_t pages = bytes.size() / ChancePage;
    const std::size_t looks = std::min(pages, MostPages);
    for (std::size_t i = 0; i < looks; ++i) {
        const std::size_t page = looks == 1 ? 0 : i * (pages - 1) / (looks - 1);
        if (!looksLikeChance(bytes.subspan(page * ChancePage).first<ChancePage>()))
            return false;
    }
    return true;
}

} // namespace transfer
