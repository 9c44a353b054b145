// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"

#include <functional>

namespace support {

/// A clock that stands until a test moves it.
class FixedClock : public base::Clock
{
public:
    explicit FixedClock(std::int64_t unixSeconds) : time(base::fromUnixSeconds(unixSeconds)) { }
    base::Time time;

    std::function<void()> onNow; ///< what happens whenever somebody asks for the time

    base::Time now() const override
    {
        if (onNow)
            onNow();
        return time;
    }
};

} // namespace support
