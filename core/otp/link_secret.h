// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"

#include <string_view>

namespace otp {

/// The bytes of a secret and whether its spelling left some bits over.
struct LinkSecret
{
    crypto::SecretBytes bytes;
    bool canonical = true;
};

/// A Base32 secret as a link gives it, percent-encoded, from one locked buffer to another.
/// InvalidField ("secret", "character N", counted from 1 after decoding, alphabet), MissingField if
/// nothing comes out, TooLarge beyond MaximumSecretSize.
base::Result<LinkSecret> readBase32Secret(std::string_view encoded);

/// The secret text of mOTP: hex digits in lower case without separators, any other text as it is.
base::Result<LinkSecret> readMotpSecret(std::string_view encoded);

/// The key bytes of a Yandex secret: the first 16. InvalidField ("secret") if there are fewer or
/// the checksum of a long one is wrong.
base::Result<LinkSecret> readYandexSecret(std::string_view encoded);

/// The same check of secret bytes from elsewhere.
base::Result<crypto::SecretBytes> checkedYandexSecret(crypto::SecretBytes secret);

/// A PIN in clear.
base::Result<crypto::SecretBytes> readPin(std::string_view encoded);

/// A PIN as `yaotp` links carry it: some programs write the Base32 of its text, others the text.
/// Digits alone are taken as they are, Base32 of printable text is decoded.
base::Result<crypto::SecretBytes> readBase32Pin(std::string_view encoded);

} // namespace otp
