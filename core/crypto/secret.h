// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/bytes.h"

#include <string_view>

namespace crypto {

/// What starting the secure heap gave.
enum class SecureHeap {
    Locked,
    NotLocked, ///< works, but the system refused to keep the pages out of swap
    Unavailable,
};

/// Starts the process's arena for secrets: 1 MiB of guarded, locked memory, smallest block 32
/// bytes. Called once, first in `main`; without it every SecretBytes is an error.
SecureHeap startSecureHeap();

/// Bytes of the arena in use, for tests of leaks.
std::size_t secureHeapInUse();

/// Overwrites memory in a way the compiler does not remove.
void cleanse(base::MutableByteView bytes);

/// Compares without telling by its duration where the first difference is. Lengths are not secret.
bool equalInConstantTime(base::ByteView a, base::ByteView b);

/// Bytes of a secret: sized once, in the secure heap, wiped when they go. Move-only and without any
/// conversion to text, because every implicit copy would be one that nobody wipes. A full arena is
/// SecureHeapFull, never a fall back to ordinary memory.
class SecretBytes
{
public:
    SecretBytes() = default; ///< no bytes
    SecretBytes(SecretBytes&& other) noexcept;
    SecretBytes& operator=(SecretBytes&& other) noexcept;
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;
    ~SecretBytes();

    /// `size` zero bytes.
    static base::Result<SecretBytes> ofSize(std::size_t size);
    static base::Result<SecretBytes> copyOf(base::ByteView bytes);
    static base::Result<SecretBytes> copyOf(std::string_view text)
    {
        return copyOf(base::bytesOf(text));
    }

    base::Result<SecretBytes> clone() const { return copyOf(view()); }

    std::size_t size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }
    base::ByteView view() const { return { m_bytes, m_size }; }
    base::MutableByteView bytes() { return { m_bytes, m_size }; }
    std::string_view text() const { return base::textOf(view()); }

    /// Keeps the first `size` bytes and wipes the rest.
    void truncate(std::size_t size);

private:
    std::uint8_t* m_bytes = nullptr;
    std::size_t m_size = 0;
    std::size_t m_capacity = 0;
};

} // namespace crypto
