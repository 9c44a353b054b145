// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"

#include <span>
#include <variant>

namespace crypto {

/// A parameter of a key derivation, by OpenSSL's name for it (openssl/core_names.h): bytes, a
/// number, or the name of a hash.
struct KdfParameter
{
    const char* name;
    std::variant<base::ByteView, std::uint64_t, const char*> value;
};

/// Derives `size` bytes by the algorithm that OpenSSL knows by this name, such as "HKDF", with at
/// most seven parameters. CryptoFailed names it.
base::Result<SecretBytes> deriveByOpenssl(
    const char* algorithm, std::span<const KdfParameter> parameters, std::size_t size);

} // namespace crypto
