// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/hmac.h"

namespace crypto {

/// PBKDF2 (RFC 8018, section 5.2) with HMAC over any hash, as the files of other programs have it;
/// at least one iteration. The caller has bounded them. Blocks the thread for as long as they take.
base::Result<SecretBytes> pbkdf2(Hash hash, base::ByteView password, base::ByteView salt,
    std::uint32_t iterations, std::size_t size);

} // namespace crypto
