// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"

#include <memory>

namespace crypto {

/// Overwrites memory before it is given back, also when a vector grows or an error unwinds.
template <typename T> struct WipingAllocator
{
    using value_type = T;

    WipingAllocator() = default;
    template <typename U> WipingAllocator(const WipingAllocator<U>&) noexcept { }

    T* allocate(std::size_t count) { return std::allocator<T>().allocate(count); }
    void deallocate(T* memory, std::size_t count) noexcept
    {
        cleanse({ reinterpret_cast<std::uint8_t*>(memory), count * sizeof(T) });
        std::allocator<T>().deallocate(memory, count);
    }

    bool operator==(const WipingAllocator&) const { return true; }
};

/// A large decrypted buffer: too big for the secure heap, but never left behind in the ordinary
/// one. What is secret in it on its own is sealed once more.
using WipedBytes = std::vector<std::uint8_t, WipingAllocator<std::uint8_t>>;

} // namespace crypto
