// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <algorithm>
#include <chrono>
#include <cstring>
#include <vector>

namespace bench {

/// Whether only to show that the measurement runs.
inline bool isQuick(int argc, char** argv)
{
    return std::any_of(argv + 1, argv + argc,
        [](const char* argument) { return !std::strcmp(argument, "--quick"); });
}

/// Milliseconds one call takes.
template <typename Function> double milliseconds(Function function)
{
    const auto start = std::chrono::steady_clock::now();
    function();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
        .count();
}

/// The middle one, which a busy moment of the machine does not move; 0 of none.
inline double median(std::vector<double> values)
{
    if (values.empty())
        return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace bench
