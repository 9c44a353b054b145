// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"

#include <optional>
#include <string_view>

namespace net {

/// A date of HTTP (RFC 9110, section 5.6.7): the present form and the two obsolete ones. `now` says
/// which century the two-digit year of the older means.
std::optional<base::Time> readHttpDate(std::string_view text, base::Time now);

/// Retry-After: seconds, or a date counted from the server's time. At least 0, at most a day.
std::optional<std::chrono::seconds> readRetryAfter(std::string_view text, base::Time serverTime);

/// X-Rate-Limit-Reset: seconds since 1970.
std::optional<base::Time> readUnixTime(std::string_view text);

} // namespace net
