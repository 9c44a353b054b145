// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/desktop/link_limit.h"

namespace desktop {
namespace {

constexpr std::size_t MostInAWindow = 10;
constexpr std::chrono::minutes Window { 1 };

} // namespace

bool LinkLimit::admits(base::Time now)
{
    // A clock that was set back makes the old ones too young for ever; they are dropped then.
    while (!m_admitted.empty() && (now - m_admitted.front() >= Window || m_admitted.front() > now))
        m_admitted.pop_front();
    if (m_admitted.size() >= MostInAWindow)
        return false;
    m_admitted.push_back(now);
    return true;
}

} // namespace desktop
