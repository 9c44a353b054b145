// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/sealed_secret.h"

#include "core/crypto/aead.h"

#include <algorithm>

namespace vault {

namespace {

constexpr std::size_t NonceBegin = 1;
constexpr std::size_t CiphertextBegin = NonceBegin + crypto::AeadNonceSize;
constexpr std::size_t Overhead = CiphertextBegin + crypto::AeadTagSize;

base::Bytes associatedData(SealScheme scheme, const SealPlace& place)
{
    constexpr std::string_view Purpose = "countersign/1/sealed";
    base::Bytes data;
    data.reserve(Purpose.size() + 2 + place.owner.view().size() + place.field.size());
    base::append(data, base::bytesOf(Purpose));
    data.push_back(0);
    data.push_back(static_cast<std::uint8_t>(scheme));
    base::append(data, place.owner.view());
    base::append(data, base::bytesOf(place.field));
    return data;
}

base::Error damaged()
{
    return { base::ErrorCode::Damaged, "sealed secret", { "secret" } };
}

} // namespace

base::Result<SealedSecret> seal(
    const SealContext& context, const SealPlace& place, base::ByteView secret)
{
    if (secret.size() > LargestSecret)
        return base::Error { base::ErrorCode::TooLarge, "seal",
            { std::string(place.field), std::to_string(LargestSecret) } };
    const base::Result<crypto::Digest> nonce = hedged(context.hedgeKey, context.random,
        { place.owner.view(), base::bytesOf(place.field), secret });
    if (!nonce)
        return nonce.error();

    SealedSecret sealed(secret.size() + Overhead);
    sealed[0] = static_cast<std::uint8_t>(context.scheme);
    const base::MutableByteView bytes = sealed;
    std::ranges::copy(
        nonce->view().first(crypto::AeadNonceSize), bytes.subspan(NonceBegin).begin());
    const base::Result<void> done = crypto::aeadSeal(context.sealKey.first<crypto::AeadKeySize>(),
        bytes.subspan<NonceBegin, crypto::AeadNonceSize>(), associatedData(context.scheme, place),
        secret, bytes.subspan(CiphertextBegin));
    if (!done)
        return done.error();
    return sealed;
}

bool isSealed(base::ByteView sealed, SealScheme scheme)
{
    return sealed.size() >= Overhead && sealed.size() <= LargestSecret + Overhead
        && sealed[0] == static_cast<std::uint8_t>(scheme);
}

base::Result<crypto::SecretBytes> unseal(
    base::ByteView sealKey, SealScheme scheme, const SealPlace& place, base::ByteView sealed)
{
    if (!isSealed(sealed, scheme))
        return damaged();
    base::Result<crypto::SecretBytes> secret =
        crypto::SecretBytes::ofSize(sealed.size() - Overhead);
    if (!secret)
        return secret;
    const base::Result<void> opened = crypto::aeadOpen(sealKey.first<crypto::AeadKeySize>(),
        sealed.subspan<NonceBegin, crypto::AeadNonceSize>(), associatedData(scheme, place),
        sealed.subspan(CiphertextBegin), secret->bytes());
    if (!opened)
        return damaged();
    return secret;
}

} // namespace vault
