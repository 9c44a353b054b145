// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/otp/steam.h"

#include <string_view>

namespace otp {

std::string steamCode(std::uint32_t value, int digits)
{
    constexpr std::string_view Alphabet = "23456789BCDFGHJKMNPQRTVWXY";
    std::string code(static_cast<std::size_t>(digits), Alphabet[0]);
    for (char& character : code) {
        character = Alphabet[value % Alphabet.size()];
        value /= static_cast<std::uint32_t>(Alphabet.size());
    }
    return code;
}

} // namespace otp
