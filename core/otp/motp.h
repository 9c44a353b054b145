// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/hmac.h"

#include <string>
#include <string_view>

namespace otp {

/// Mobile-OTP (motp.sourceforge.net): the first `digits` hex digits of the MD5 over the number of
/// the time step, the secret as text and the PIN. A secret of hex digits counts in lower case, any
/// other text as it was typed.
base::Result<std::string> motpCode(
    base::ByteView secret, base::ByteView pin, std::uint64_t step, int digits);

/// Whether the text is made of hex digits only and is not empty.
bool isHexText(std::string_view text);

} // namespace otp
