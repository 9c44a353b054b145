// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/wiring/paths.h"
#include "core/base/clock.h"
#include "core/crypto/random.h"
#include "core/vault/vault.h"

namespace wiring {

/// Clock and randomness of the computer. Made once by a program's composition root; it outlives
/// every vault, because the services of a vault refer to it.
class Machine
{
public:
    Machine() = default;
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;

    base::Clock& clock() { return m_clock; }
    crypto::RandomSource& random() { return m_random; }
    /// What a vault needs of this computer, with what is noted of it in a folder; the errors of
    /// vault::deviceId().
    base::Result<vault::Services> services(const std::string& folder = stateFolder());

private:
    base::SystemClock m_clock;
    crypto::SystemRandom m_random;
};

} // namespace wiring
