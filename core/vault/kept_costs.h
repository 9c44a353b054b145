// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"
#include "core/vault/calibration.h"

#include <optional>
#include <string>

namespace vault {

/// What a new passphrase slot costs on this computer, kept in the state folder: measuring takes the
/// better part of a second and belongs where nobody waits, and a computer gets faster once in
/// years. May be used from any thread; the clock outlives it.
class KeptCosts
{
public:
    using Calibrate = std::function<crypto::Argon2Costs()>;

    /// Without a folder nothing is kept.
    KeptCosts(
        std::string folder, const base::Clock& clock,
        Calibrate calibrate = [] { return calibrateCosts(); });

    /// As measured last, however long ago; absent if never, or if what is kept is less than new
    /// slots cost at least or more than is ever measured: it is a file that anything may have
    /// written.
    std::optional<crypto::Argon2Costs> known() const;
    /// Nothing is known, or since more than a year.
    bool isDue() const;
    /// Measures if it is due and keeps the result, which blocks; else answers what is known.
    crypto::Argon2Costs find() const;

private:
    struct Kept
    {
        crypto::Argon2Costs costs;
        std::int64_t measured = 0; ///< milliseconds since 1970
    };
    std::string path() const;
    std::optional<Kept> read() const;
    bool isOld(const Kept& kept) const;

    std::string m_folder;
    const base::Clock& m_clock;
    Calibrate m_calibrate;
};

} // namespace vault
