// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/pin_blob.h"

#include "core/crypto/aes_ctr.h"
#include "core/crypto/kdf.h"

#include <algorithm>

namespace vault {

namespace {

base::Result<void> crypt(
    base::ByteView pin, base::ByteView salt, base::ByteView input, base::MutableByteView out)
{
    if (pin.empty())
        return base::Error { base::ErrorCode::PinNeeded, "PIN blob" };
    const base::Result<crypto::SecretBytes> key =
        crypto::pbkdf2Sha256(pin, salt, PinIterations, crypto::CtrKeySize);
    if (!key)
        return key.error();
    static constexpr std::array<std::uint8_t, crypto::CtrBlockSize> FirstBlock = {};
    return crypto::aesCtr(key->view().first<crypto::CtrKeySize>(), FirstBlock, input, out);
}

} // namespace

base::Result<crypto::SecretBytes> makePinBlob(
    base::ByteView pin, base::ByteView secret, crypto::RandomSource& random)
{
    base::Result<crypto::SecretBytes> blob =
        crypto::SecretBytes::ofSize(PinSaltSize + secret.size());
    if (!blob)
        return blob;
    // Not hedged with the secret as other salts are: where random bytes repeat, that would make the
    // salt a check value of the secret, and so of the PIN.
    const base::MutableByteView salt = blob->bytes().first(PinSaltSize);
    if (const base::Result<void> filled = random.fill(salt); !filled)
        return filled.error();
    const base::Result<void> done = crypt(pin, salt, secret, blob->bytes().subspan(PinSaltSize));
    if (!done)
        return done.error();
    return blob;
}

base::Result<crypto::SecretBytes> openPinBlob(base::ByteView pin, base::ByteView blob)
{
    if (blob.size() < PinSaltSize)
        return base::Error { base::ErrorCode::Damaged, "PIN blob", { "pin" } };
    base::Result<crypto::SecretBytes> secret =
        crypto::SecretBytes::ofSize(blob.size() - PinSaltSize);
    if (!secret)
        return secret;
    const base::Result<void> done =
        crypt(pin, blob.first(PinSaltSize), blob.subspan(PinSaltSize), secret->bytes());
    if (!done)
        return done.error();
    return secret;
}

} // namespace vault
