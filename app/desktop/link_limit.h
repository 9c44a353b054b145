// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"

#include <deque>

namespace desktop {

/// How many links from outside are looked at: a web page can open any number of them. Ten in a
/// minute.
class LinkLimit
{
public:
    /// Whether one more may come at `now`; if so, it counts.
    bool admits(base::Time now);

private:
    std::deque<base::Time> m_admitted;
};

} // namespace desktop
