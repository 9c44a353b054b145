// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/open_sealed.h"

#include "core/base/base64.h"

namespace transfer {

namespace {

/// Whether key, nonce and ciphertext have the sizes they must have.
bool areSizesRight(base::ByteView key, base::ByteView nonce, base::ByteView sealed)
{
    return key.size() == crypto::AeadKeySize && nonce.size() == crypto::AeadNonceSize
        && sealed.size() >= crypto::AeadTagSize;
}

} // namespace

Outcome<base::Bytes> base64Of(std::string_view text, const char* part)
{
    base::Bytes bytes(text.size() * 3 / 4);
    const base::Result<std::size_t> size = base::decodeBase64(text, bytes);
    if (!size)
        return damaged(part);
    bytes.resize(*size);
    return bytes;
}

Outcome<crypto::WipedBytes> openSealed(const crypto::SecretBytes& key, base::ByteView nonce,
    base::ByteView sealed, const char* part, base::ByteView associatedData)
{
    if (!areSizesRight(key.view(), nonce, sealed))
        return damaged(part);
    crypto::WipedBytes opened(sealed.size() - crypto::AeadTagSize);
    const base::Result<void> done = crypto::aeadOpen(key.view().first<crypto::AeadKeySize>(),
        nonce.first<crypto::AeadNonceSize>(), associatedData, sealed, opened);
    if (done)
        return opened;
    return done.error().code == base::ErrorCode::Damaged ? damaged(part) : failed(done.error());
}

base::Result<crypto::SecretBytes> openSealedKey(const crypto::SecretBytes& key,
    base::ByteView nonce, base::ByteView sealed, base::ByteView associatedData)
{
    if (!areSizesRight(key.view(), nonce, sealed))
        return base::Error { base::ErrorCode::Damaged, "wrapped key", { "key" } };
    auto opened = crypto::SecretBytes::ofSize(sealed.size() - crypto::AeadTagSize);
    if (!opened)
        return opened;
    const base::Result<void> done = crypto::aeadOpen(key.view().first<crypto::AeadKeySize>(),
        nonce.first<crypto::AeadNonceSize>(), associatedData, sealed, opened->bytes());
    if (!done)
        return done.error();
    return opened;
}

} // namespace transfer
