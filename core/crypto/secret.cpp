// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/secret.h"

#include "core/crypto/leak_search.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <utility>

namespace crypto {

namespace {

constexpr std::size_t ArenaSize = std::size_t { 1 } << 20;
constexpr std::size_t SmallestBlock = 32;

} // namespace

SecureHeap startSecureHeap()
{
    if (CRYPTO_secure_malloc_initialized())
        return SecureHeap::Locked;
    const int answer = CRYPTO_secure_malloc_init(ArenaSize, SmallestBlock);
    if (answer == 0)
        return SecureHeap::Unavailable;
    if (const auto inside = SecretBytes::ofSize(1))
        searchForLeaksFrom(inside->view().data());
    return answer == 1 ? SecureHeap::Locked : SecureHeap::NotLocked;
}

std::size_t secureHeapInUse()
{
    return CRYPTO_secure_used();
}

void cleanse(base::MutableByteView bytes)
{
    OPENSSL_cleanse(bytes.data(), bytes.size());
}

bool equalInConstantTime(base::ByteView a, base::ByteView b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : m_bytes(std::exchange(other.m_bytes, nullptr)),
      m_size(std::exchange(other.m_size, 0)),
      m_capacity(std::exchange(other.m_capacity, 0))
{ }

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept
{
    std::swap(m_bytes, other.m_bytes);
    std::swap(m_size, other.m_size);
    std::swap(m_capacity, other.m_capacity);
    return *this;
}

SecretBytes::~SecretBytes()
{
    OPENSSL_secure_clear_free(m_bytes, m_capacity);
}

base::Result<SecretBytes> SecretBytes::ofSize(std::size_t size)
{
    SecretBytes secret;
    if (size == 0)
        return secret;
    // Without an arena OpenSSL would hand out ordinary memory.
    void* memory = CRYPTO_secure_malloc_initialized() ? OPENSSL_secure_zalloc(size) : nullptr;
    if (!memory)
        return base::Error { base::ErrorCode::SecureHeapFull, "secure heap" };
    secret.m_bytes = static_cast<std::uint8_t*>(memory);
    secret.m_size = size;
    secret.m_capacity = size;
    return secret;
}

base::Result<SecretBytes> SecretBytes::copyOf(base::ByteView bytes)
{
    base::Result<SecretBytes> secret = ofSize(bytes.size());
    if (secret)
        std::ranges::copy(bytes, secret->m_bytes);
    return secret;
}

void SecretBytes::truncate(std::size_t size)
{
    Q_ASSERT(size <= m_size);
    cleanse({ m_bytes + size, m_size - size });
    m_size = size;
}

} // namespace crypto
