// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"

namespace crypto {

/// Where random bytes come from; tests hand in one that repeats.
class RandomSource
{
public:
    virtual ~RandomSource() = default;
    /// RandomFailed if the system gives none; the bytes are then not to be used.
    virtual base::Result<void> fill(base::MutableByteView bytes) = 0;

    base::Result<SecretBytes> secret(std::size_t size);
};

/// OpenSSL's generator for private values.
class SystemRandom : public RandomSource
{
public:
    base::Result<void> fill(base::MutableByteView bytes) override;
};

} // namespace crypto
