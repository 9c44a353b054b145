// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"

namespace crypto {

/// What one scrypt derivation costs: 128 · n · r bytes, p times.
struct ScryptCosts
{
    std::uint64_t n = 0; ///< a power of two, 2 at least
    std::uint64_t r = 0;
    std::uint64_t p = 0;

    bool operator==(const ScryptCosts&) const = default;
};

/// scrypt (RFC 7914), for the files of other programs. The caller has bounded the costs. Blocks the
/// thread for as long as they say. CryptoFailed where OpenSSL refuses them.
base::Result<SecretBytes> scrypt(
    base::ByteView passphrase, base::ByteView salt, const ScryptCosts& costs, std::size_t size);

} // namespace crypto
