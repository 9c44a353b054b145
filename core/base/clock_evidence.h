// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"

#include <optional>

namespace base {

/// What speaks for or against the computer's clock, as far as it can be known without a network.
struct ClockEvidence
{
    Time now;
    std::optional<Time> built = {}; ///< when the program was made
    std::optional<Time> saved = {}; ///< the last save of the vault, by whichever computer
    std::optional<bool> isSynchronised = {}; ///< absent: the system does not say
};

enum class ClockVerdict {
    Plausible,
    NotSynchronised, ///< nobody compares it with another clock
    BehindLastSave, ///< or the computer that saved last has one that is ahead
    BeforeProgram, ///< earlier than this program was made: surely wrong
};

/// The gravest that the evidence shows. Clocks of two computers may differ by a few minutes.
ClockVerdict judge(const ClockEvidence& evidence);

/// Whether the kernel's clock is kept right by something (a time service, a host).
std::optional<bool> isClockSynchronised();

} // namespace base
