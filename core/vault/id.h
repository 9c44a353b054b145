// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/bytes.h"

#include <array>
#include <compare>

namespace crypto {
class RandomSource;
}

namespace vault {

/// 16 random bytes that name a vault, key, slot, device, save or account.
struct Id
{
    std::array<std::uint8_t, 16> bytes = {};

    auto operator<=>(const Id&) const = default;
    base::ByteView view() const { return bytes; }
    std::string toHex() const { return base::toHex(bytes); }

    static base::Result<Id> random(crypto::RandomSource& source);
    /// 32 hex digits; InvalidField ("id") otherwise.
    static base::Result<Id> fromHex(std::string_view text);
    /// Exactly 16 bytes.
    static base::Result<Id> fromBytes(base::ByteView bytes);
};

} // namespace vault
