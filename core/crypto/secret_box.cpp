// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/secret_box.h"

#include <sodium.h>

namespace crypto {

static_assert(BoxKeySize == crypto_secretbox_KEYBYTES);
static_assert(BoxNonceSize == crypto_secretbox_NONCEBYTES);
static_assert(BoxOverhead == crypto_secretbox_MACBYTES);

base::Result<void> secretBoxOpen(
    BoxKey key, BoxNonce nonce, base::ByteView sealed, base::MutableByteView out)
{
    Q_ASSERT(sealed.size() >= BoxOverhead && out.size() == sealed.size() - BoxOverhead);
    const bool isOpen = sodium_init() >= 0
        && crypto_secretbox_open_easy(
               out.data(), sealed.data(), sealed.size(), nonce.data(), key.data())
            == 0;
    if (isOpen)
        return {};
    cleanse(out);
    return base::Error { base::ErrorCode::Damaged, "secretbox", { "ciphertext" } };
}

} // namespace crypto
