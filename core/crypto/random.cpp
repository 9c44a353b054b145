// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/random.h"

#include <openssl/rand.h>

namespace crypto {

base::Result<SecretBytes> RandomSource::secret(std::size_t size)
{
    base::Result<SecretBytes> bytes = SecretBytes::ofSize(size);
    if (!bytes)
        return bytes;
    if (const base::Result<void> filled = fill(bytes->bytes()); !filled)
        return filled.error();
    return bytes;
}

base::Result<void> SystemRandom::fill(base::MutableByteView bytes)
{
    if (RAND_priv_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
        return base::Error { base::ErrorCode::RandomFailed, "RAND_priv_bytes" };
    return {};
}

} // namespace crypto
