// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/otp/totp.h"

namespace otp {

base::Result<TimeStep> timeStep(base::Time time, int period)
{
    const std::int64_t seconds = base::unixSeconds(time);
    if (seconds < 0)
        return base::Error { base::ErrorCode::InvalidField, "time before 1970",
            { "time", std::to_string(seconds), "0-" } };
    const std::int64_t number = seconds / period;
    return TimeStep { .number = static_cast<std::uint64_t>(number),
        .begin = base::fromUnixSeconds(number * period),
        .end = base::fromUnixSeconds((number + 1) * period) };
}

} // namespace otp
