// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/hmac.h"

#include <string>

namespace otp {

/// The 31-bit number a code is made of: HMAC over the counter, dynamically truncated (RFC 4226,
/// sections 5.2 and 5.3, with any hash of at least 20 bytes). The key is not empty.
base::Result<std::uint32_t> hotpValue(
    crypto::Hash algorithm, base::ByteView key, std::uint64_t counter);

/// The last `digits` (1 to 10) decimal digits, with leading zeros. The first of ten is 0, 1 or 2.
std::string decimalCode(std::uint32_t value, int digits);

} // namespace otp
