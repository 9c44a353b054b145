// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/signature.h"

#include <optional>

namespace crypto {

/// The two spellings of an ECDSA signature on P-256: libraries write SEQUENCE { r, s } in DER, with
/// a zero byte before a number whose top bit is set and without leading zeros; JOSE writes both
/// numbers with 32 bytes each.

/// Absent for anything but the one DER spelling of two numbers of at most 256 bits.
std::optional<EcSignature> rawFromDer(base::ByteView der);

/// At most 72 bytes. Absent unless `raw` has 64 bytes.
std::optional<base::Bytes> derFromRaw(base::ByteView raw);

} // namespace crypto
