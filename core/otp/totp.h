// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

namespace otp {

/// A period of time within which a code stays the same.
struct TimeStep
{
    std::uint64_t number = 0; ///< periods since 1970
    base::Time begin = {};
    base::Time end = {}; ///< exclusive
};

/// The step `time` lies in (RFC 6238, section 4.2, with T0 = 0). `period` is 1 to 86,400 seconds;
/// a time before 1970 is InvalidField ("time").
base::Result<TimeStep> timeStep(base::Time time, int period);

} // namespace otp
