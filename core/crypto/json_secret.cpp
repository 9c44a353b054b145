// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/json_secret.h"

#include "core/crypto/characters.h"

namespace crypto {

base::Result<SecretBytes> readSecret(const base::json::Value& text)
{
    if (!text.isText())
        return SecretBytes();
    auto secret = SecretBytes::ofSize(text.source.size());
    if (!secret)
        return secret;
    secret->truncate(text.textInto(charactersOf(*secret)));
    return secret;
}

} // namespace crypto
