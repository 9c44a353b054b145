// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/clock_evidence.h"

#include <sys/timex.h>

namespace base {

namespace {

constexpr std::chrono::minutes Tolerance { 5 };

} // namespace

ClockVerdict judge(const ClockEvidence& evidence)
{
    // The package may have been made in another time zone's morning.
    if (evidence.built && evidence.now + std::chrono::hours(24) < *evidence.built)
        return ClockVerdict::BeforeProgram;
    if (evidence.saved && evidence.now + Tolerance < *evidence.saved)
        return ClockVerdict::BehindLastSave;
    if (evidence.isSynchronised && !*evidence.isSynchronised)
        return ClockVerdict::NotSynchronised;
    return ClockVerdict::Plausible;
}

std::optional<bool> isClockSynchronised()
{
    struct timex state = {}; // no modes: only read, which anyone may
    const int answer = ::adjtimex(&state);
    if (answer < 0)
        return {}; // a container may forbid the call
    return answer != TIME_ERROR && (state.status & STA_UNSYNC) == 0;
}

} // namespace base
