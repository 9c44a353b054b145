// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/seal.h"

#include "core/base/base64.h"
#include "core/transfer/writer.h"

namespace transfer {

namespace {

constexpr std::size_t PassphraseSaltSize = 16;

} // namespace

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

base::Result<SealedWithSalt> sealUnderPassphrase(const Sealing& sealing,
    const crypto::Argon2Costs& costs, base::ByteView plain, base::ByteView associatedData)
{
    base::Bytes salt(PassphraseSaltSize);
    if (const auto filled = sealing.random.fill(salt); !filled)
        return filled.error();
    const auto key = crypto::argon2id(sealing.passphrase->view(), salt, costs, crypto::AeadKeySize);
    if (!key)
        return key.error();
    auto content = seal(*key, plain, sealing.random, associatedData);
    if (!content)
        return content.error();
    return SealedWithSalt { std::move(salt), std::move(*content) };
}

std::string base64Text(base::ByteView bytes)
{
    std::string text(base::base64Length(bytes.size()), '\0');
    base::encodeBase64(bytes, text);
    return text;
}

} // namespace transfer
