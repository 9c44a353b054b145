// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/hmac.h"

#include <string>

namespace otp {

/// Bytes of a Yandex secret that make codes, and of the form with a checksum that Yandex hands out.
constexpr std::size_t YandexSecretSize = 16;
constexpr std::size_t YandexCheckedSecretSize = 26;

/// Yandex codes (found by observation; Aegis and libcotp agree): HMAC-SHA-256 under a key mixed of
/// PIN and secret, eight bytes of it as `letters` letters. The first 16 bytes of the secret count;
/// fewer are InvalidField ("secret").
base::Result<std::string> yandexCode(
    base::ByteView secret, base::ByteView pin, std::uint64_t step, int letters);

/// Whether the last 12 bits of a 26-byte secret are the checksum over those before: the remainder
/// of their division by the polynomial 0x18F3.
bool isYandexChecksumValid(base::ByteView secret);

} // namespace otp
