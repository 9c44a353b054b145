// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/kdf.h"

#include <chrono>
#include <functional>

namespace vault {

/// The least that a new passphrase slot costs, whatever the machine: 64 MiB, 3 passes, 4 lanes.
constexpr crypto::Argon2Costs SmallestCosts { 64 * 1024, 3, 4 };

/// The most that calibrating ever finds.
constexpr crypto::Argon2Costs MostCosts { 256 * 1024, 10, 4 };

/// Runs one derivation and returns how long it took.
using MeasureCosts = std::function<std::chrono::nanoseconds(const crypto::Argon2Costs&)>;

/// The Argon2id costs for a new slot on a machine with `memoryKiB` of memory. The smallest costs
/// are measured twice; the shorter time counts, since a busy machine only makes things look slower.
/// Then the memory is doubled, up to 256 MiB and a quarter of the machine's, and after that the
/// passes are raised, up to 10, while the estimate (time grows with memory times passes) stays
/// within one second.
crypto::Argon2Costs calibrateCosts(const MeasureCosts& measure, std::uint64_t memoryKiB);

/// The same with the real function and this machine's memory. Blocks for two derivations.
crypto::Argon2Costs calibrateCosts();

} // namespace vault
