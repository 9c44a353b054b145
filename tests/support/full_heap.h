// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"

#include <vector>

namespace support {

/// While it lives there is no room left in locked memory.
class FullHeap
{
public:
    FullHeap()
    {
        for (std::size_t size = std::size_t { 1 } << 20; size >= 32; size /= 2) {
            for (auto block = crypto::SecretBytes::ofSize(size); block;
                 block = crypto::SecretBytes::ofSize(size))
                m_blocks.push_back(std::move(*block));
        }
    }

private:
    std::vector<crypto::SecretBytes> m_blocks;
};

} // namespace support
