// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/base32.h"

namespace tests {

/// The moment most vectors are taken at: 2023-11-14 22:13:20 UTC.
constexpr std::int64_t CheckTime = 1700000000;

inline base::Bytes base32(std::string_view text)
{
    base::Bytes bytes(text.size() * 5 / 8);
    bytes.resize(base::decodeBase32(text, bytes).bytes);
    return bytes;
}

/// The key of most examples: "Hello!" and 0xDEADBEEF.
inline base::Bytes key()
{
    return base32("JBSWY3DPEHPK3PXP");
}

/// A key of 16 bytes, printed in a vendor's documentation.
inline base::Bytes longKey()
{
    return base32("JBHZPPRSCOYRPY5CAQ4OFEKUBI");
}

} // namespace tests
