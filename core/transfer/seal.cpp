// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/seal.h"

#include "core/base/base64.h"

namespace transfer {

base::Result<Sealed> seal(const crypto::SecretBytes& key, base::ByteView plain,
    crypto::RandomSource& random, base::ByteView associatedData)
{
    Sealed sealed { base::Bytes(crypto::AeadNonceSize),
        base::Bytes(plain.size() + crypto::AeadTagSize) };
    if (const auto filled = random.fill(sealed.nonce); !filled)
        return filled.error();
    const auto done = crypto::aeadSeal(key.view().first<crypto::AeadKeySize>(),
        base::ByteView(sealed.nonce).first<crypto::AeadNonceSize>(), associatedData, plain,
        sealed.bytes);
    if (!done)
        return done.error();
    return sealed;
}

std::string base64Text(base::ByteView bytes)
{
    std::string text(base::base64Length(bytes.size()), '\0');
    base::encodeBase64(bytes, text);
    return text;
}

} // namespace transfer
