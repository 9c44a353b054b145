// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <cstdint>
#include <string>

namespace otp {

/// Steam's spelling of a truncated HOTP value: base 26 in an alphabet without look-alikes, least
/// significant character first (found by observation; Aegis and libcotp agree).
std::string steamCode(std::uint32_t value, int digits);

} // namespace otp
