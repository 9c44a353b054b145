// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"
#include "core/otp/credential.h"

#include <string_view>

namespace otp {

/// How a secret that is typed or kept in a file is written down.
enum class SecretEncoding { Base32, Hex, Base64, Text };

/// The bytes of a secret as somebody typed it for codes of this kind. Blanks, tabs, line breaks and
/// hyphens between characters do not count, except in Text, which is taken as it is. InvalidField
/// ("secret", which character, what is allowed), MissingField if nothing comes out, TooLarge beyond
/// MaximumSecretSize. mOTP keeps hex digits as text, as it calculates with the text; Yandex takes
/// the first 16 bytes and checks the rest.
base::Result<crypto::SecretBytes> readTypedSecret(
    std::string_view typed, SecretEncoding encoding, const Credential& credential);

} // namespace otp
