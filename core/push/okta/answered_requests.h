// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/okta/challenge.h"

#include <map>
#include <string_view>

namespace push::okta {

/// Requests that were answered here, by what their tokens are called: another token with one of
/// these names is the same request. Each is kept for as long as a token of it could hold.
class AnsweredRequests
{
public:
    /// The largest leeway of a check, beyond the end of a request.
    static constexpr std::chrono::minutes KeptAfterExpiry { 5 };

    void add(const std::string& enrolment, const Challenge& challenge, base::Time now);
    bool has(const std::string& enrolment, std::string_view id, base::Time now) const;

private:
    std::map<std::string, base::Time> m_until; ///< by enrolment and name
};

} // namespace push::okta
