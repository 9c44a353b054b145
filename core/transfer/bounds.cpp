// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/bounds.h"

#include <algorithm>
#include <bit>

namespace transfer {

namespace {

constexpr std::uint64_t MostScryptMemory = std::uint64_t { 1 } << 30;
constexpr std::uint64_t MostScryptLanes = 16;
constexpr std::uint64_t MostIterations = 10'000'000;
constexpr std::uint64_t MostAesRounds = 100'000'000;
constexpr std::uint32_t MostArgon2KiB = 2 * 1024 * 1024;
constexpr std::uint32_t MostArgon2Passes = 64;
constexpr std::uint32_t MostArgon2Lanes = 64;
constexpr std::uint32_t MostShortPasses = 4096; ///< each of which starts threads
constexpr std::uint64_t MostArgon2Work = std::uint64_t { MostArgon2Passes } * MostArgon2KiB;

Failure tooExpensive(const char* what, std::uint64_t limit)
{
    return { .refusal = Refusal::TooExpensive, .arguments = { what, std::to_string(limit) } };
}

} // namespace

Outcome<void> checkScrypt(const crypto::ScryptCosts& costs)
{
    if (costs.n < 2 || !std::has_single_bit(costs.n) || costs.r == 0 || costs.p == 0)
        return damaged("scrypt");
    if (costs.p > MostScryptLanes)
        return tooExpensive("scrypt p", MostScryptLanes);
    // Divided, because the product need not fit; for an n beyond all bounds nothing remains.
    if (costs.r > MostScryptMemory / 128 / costs.p / costs.n)
        return tooExpensive("scrypt", MostScryptMemory);
    return {};
}

Outcome<void> checkPbkdf2(std::uint64_t iterations)
{
    if (iterations == 0)
        return damaged("PBKDF2");
    if (iterations > MostIterations)
        return tooExpensive("PBKDF2", MostIterations);
    return {};
}

Outcome<void> checkAesKdf(std::uint64_t rounds)
{
    if (rounds == 0)
        return damaged("AES-KDF");
    if (rounds > MostAesRounds)
        return tooExpensive("AES-KDF", MostAesRounds);
    return {};
}

Outcome<void> checkArgon2(const crypto::Argon2Costs& costs)
{
    if (costs.memoryKiB == 0 || costs.passes == 0 || costs.lanes == 0)
        return damaged("Argon2");
    if (costs.memoryKiB > MostArgon2KiB)
        return tooExpensive("Argon2 KiB", MostArgon2KiB);
    if (costs.passes > MostArgon2Passes)
        return tooExpensive("Argon2 passes", MostArgon2Passes);
    if (costs.lanes > MostArgon2Lanes)
        return tooExpensive("Argon2 lanes", MostArgon2Lanes);
    return {};
}

Outcome<void> checkArgon2Work(const crypto::Argon2Costs& costs)
{
    crypto::Argon2Costs fewer = costs;
    fewer.passes = std::min(costs.passes, MostArgon2Passes);
    if (const Outcome<void> checked = checkArgon2(fewer); !checked)
        return checked.error();
    const std::uint64_t most =
        std::min<std::uint64_t>(MostShortPasses, MostArgon2Work / costs.memoryKiB);
    if (costs.passes > most)
        return tooExpensive("Argon2 passes", most);
    return {};
}

Failure passphraseNeeded(const crypto::Argon2Costs& costs)
{
    constexpr std::uint32_t MostUntoldKiB = 512 * 1024;
    Failure failure { .refusal = Refusal::PassphraseNeeded };
    if (costs.memoryKiB > MostUntoldKiB)
        failure.arguments = { std::to_string(costs.memoryKiB / 1024) };
    return failure;
}

} // namespace transfer
