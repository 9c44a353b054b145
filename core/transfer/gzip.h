// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/wiped_bytes.h"
#include "core/transfer/failure.h"

namespace transfer {

constexpr std::size_t MostUnzipped = std::size_t { 64 } * 1024 * 1024; ///< what gzip expands to

/// Unpacks gzip (RFC 1952) in memory; what follows its end does not count. Damaged where it is not
/// whole, TooLarge beyond the limit, of which no more than that is ever unpacked.
Outcome<crypto::WipedBytes> gunzip(base::ByteView packed);

} // namespace transfer
