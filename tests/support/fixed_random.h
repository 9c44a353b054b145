// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/random.h"

#include <numeric>

namespace support {

/// Random bytes that are always the same ascending row, as of a resumed virtual machine; or, with
/// `failing`, none at all.
class FixedRandom : public crypto::RandomSource
{
public:
    std::uint8_t first = 0;
    bool failing = false;

    base::Result<void> fill(base::MutableByteView bytes) override
    {
        if (failing)
            return base::Error { base::ErrorCode::RandomFailed, "told to fail" };
        std::iota(bytes.begin(), bytes.end(), first);
        return {};
    }
};

} // namespace support
