// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/net/server_times.h"

namespace net {

void ServerTimes::learn(
    const std::string& origin, base::Time date, base::Time sent, base::Time received)
{
    if (received < sent)
        return; // our clock was set meanwhile: the two cannot be compared
    const std::chrono::milliseconds least = date - received;
    const std::chrono::milliseconds most = date + std::chrono::seconds(1) - sent;
    m_times[origin] = { .offset = (least + most) / 2, .uncertainty = (most - least) / 2 };
}

std::optional<ServerTime> ServerTimes::of(const std::string& origin) const
{
    const auto found = m_times.find(origin);
    if (found == m_times.end())
        return std::nullopt;
    return found->second;
}

} // namespace net
