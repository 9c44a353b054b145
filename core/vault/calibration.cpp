// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/calibration.h"

#include <algorithm>
#include <array>
#include <unistd.h>

namespace vault {

namespace {

constexpr std::chrono::nanoseconds Patience = std::chrono::seconds(1);

/// How long these costs will take, from the time of the smallest ones.
std::chrono::nanoseconds estimate(
    std::chrono::nanoseconds smallest, const crypto::Argon2Costs& costs)
{
    // In floating point: the product may exceed 64 bits, and accuracy is not the point here.
    const double work = static_cast<double>(costs.memoryKiB) * costs.passes
        / (static_cast<double>(SmallestCosts.memoryKiB) * SmallestCosts.passes);
    const std::chrono::duration<double, std::nano> time = smallest;
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
        std::min<std::chrono::duration<double, std::nano>>(time * work, Patience * 2));
}

std::chrono::nanoseconds timeDerivation(const crypto::Argon2Costs& costs)
{
    static constexpr std::array<std::uint8_t, 32> NotSecret = {};
    const auto start = std::chrono::steady_clock::now();
    const auto derived = crypto::argon2id(NotSecret, NotSecret, costs, NotSecret.size());
    // What does not even run must not be raised.
    return derived ? std::chrono::steady_clock::now() - start : Patience * 2;
}

std::uint64_t machineMemoryKiB()
{
    const long pages = ::sysconf(_SC_PHYS_PAGES);
    const long pageSize = ::sysconf(_SC_PAGESIZE);
    if (pages <= 0 || pageSize <= 0)
        return 0;
    return static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(pageSize) / 1024;
}

} // namespace

crypto::Argon2Costs calibrateCosts(const MeasureCosts& measure, std::uint64_t memoryKiB)
{
    const std::chrono::nanoseconds first = measure(SmallestCosts);
    const std::chrono::nanoseconds smallest = std::min(first, measure(SmallestCosts));
    crypto::Argon2Costs costs = SmallestCosts;

    const std::uint64_t mostMemory = std::min<std::uint64_t>(MostCosts.memoryKiB, memoryKiB / 4);
    for (crypto::Argon2Costs next = costs;;) {
        next.memoryKiB *= 2;
        if (next.memoryKiB > mostMemory || estimate(smallest, next) > Patience)
            break;
        costs = next;
    }
    for (crypto::Argon2Costs next = costs;;) {
        ++next.passes;
        if (next.passes > MostCosts.passes || estimate(smallest, next) > Patience)
            break;
        costs = next;
    }
    return costs;
}

crypto::Argon2Costs calibrateCosts()
{
    return calibrateCosts(timeDerivation, machineMemoryKiB());
}

} // namespace vault
