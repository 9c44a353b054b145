// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"

#include <map>
#include <optional>
#include <string>

namespace net {

/// How far a server's clock is ahead of ours.
struct ServerTime
{
    std::chrono::milliseconds offset {};
    std::chrono::milliseconds uncertainty {}; ///< either way

    bool operator==(const ServerTime&) const = default;
};

/// What the dates of authenticated answers say of the servers' clocks, by origin. The latest answer
/// counts, so that a clock that was set right is believed at once.
class ServerTimes
{
public:
    /// `date` is cut to the second and was written between `sent` and `received`.
    void learn(const std::string& origin, base::Time date, base::Time sent, base::Time received);

    std::optional<ServerTime> of(const std::string& origin) const;

private:
    std::map<std::string, ServerTime> m_times;
};

} // namespace net
