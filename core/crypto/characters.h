// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"

namespace crypto {

/// The bytes of a secret text as characters, to write it in place.
inline std::span<char> charactersOf(SecretBytes& secret)
{
    return { reinterpret_cast<char*>(secret.bytes().data()), secret.size() };
}

} // namespace crypto
