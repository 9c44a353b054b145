// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"

namespace crypto {

constexpr std::size_t CbcKeySize = 32;
constexpr std::size_t CbcBlockSize = 16;

using CbcKey = std::span<const std::uint8_t, CbcKeySize>;
using CbcBlock = std::span<const std::uint8_t, CbcBlockSize>;

/// Opens AES-256 in CBC mode with PKCS#7 padding (NIST SP 800-38A, 6.2), for files of other
/// programs alone. `out` is as long as `sealed`; the answer is how many bytes of it are plaintext,
/// and the others are zero. Damaged where these are no whole blocks or the padding is none. Nothing
/// else tells a wrong key from the right one, and one wrong key in 256 passes: what comes out has
/// to be looked at.
base::Result<std::size_t> aesCbcOpen(
    CbcKey key, CbcBlock iv, base::ByteView sealed, base::MutableByteView out);

/// Opens whole blocks without padding into `out`, which is as long. Nothing tells a wrong key: the
/// caller has looked at a MAC. Damaged where these are no whole blocks.
base::Result<void> aesCbcOpenBlocks(
    CbcKey key, CbcBlock iv, base::ByteView sealed, base::MutableByteView out);

/// The reverse, for what other programs are to read. `out` has the size of `plain` up to the next
/// whole block, or one more block where it is whole. The caller never uses a key and iv twice, and
/// authenticates what comes out.
base::Result<void> aesCbcSeal(
    CbcKey key, CbcBlock iv, base::ByteView plain, base::MutableByteView out);
constexpr std::size_t cbcSealedSize(std::size_t plain)
{
    return (plain / CbcBlockSize + 1) * CbcBlockSize;
}

} // namespace crypto
