// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/answered_requests.h"

namespace push::okta {

namespace {

std::string nameOf(const std::string& enrolment, std::string_view id)
{
    return enrolment + ' ' + std::string(id);
}

} // namespace

void AnsweredRequests::add(const std::string& enrolment, const Challenge& challenge, base::Time now)
{
    std::erase_if(m_until, [now](const auto& known) { return known.second < now; });
    const base::Time until = challenge.expiresAt + KeptAfterExpiry;
    m_until[nameOf(enrolment, challenge.transactionId)] = until;
    if (!challenge.tokenId.empty())
        m_until[nameOf(enrolment, challenge.tokenId)] = until;
}

bool AnsweredRequests::has(const std::string& enrolment, std::string_view id, base::Time now) const
{
    const auto found = m_until.find(nameOf(enrolment, id));
    return found != m_until.end() && now <= found->second;
}

} // namespace push::okta
