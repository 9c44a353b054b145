// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/key_stream.h"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace crypto {

static_assert(KeyStreamKeySize == crypto_stream_chacha20_ietf_KEYBYTES);
static_assert(KeyStreamKeySize == crypto_stream_salsa20_KEYBYTES);
static_assert(nonceSize(StreamCipher::ChaCha20) == crypto_stream_chacha20_ietf_NONCEBYTES);
static_assert(nonceSize(StreamCipher::Salsa20) == crypto_stream_salsa20_NONCEBYTES);

namespace {

constexpr std::uint64_t StreamBlockSize = 64;
constexpr std::uint64_t BlocksOfChaCha20 = std::uint64_t { 1 } << 32;

} // namespace

KeyStream::KeyStream(StreamCipher cipher, SecretBytes key, base::Bytes nonce)
    : m_cipher(cipher),
      m_key(std::move(key)),
      m_nonce(std::move(nonce))
{ }

base::Result<KeyStream> KeyStream::make(
    StreamCipher cipher, std::span<const std::uint8_t, KeyStreamKeySize> key, base::ByteView nonce)
{
    Q_ASSERT(nonce.size() == nonceSize(cipher));
    auto copy = SecretBytes::copyOf(base::ByteView(key));
    if (!copy)
        return copy.error();
    return KeyStream(cipher, std::move(*copy), { nonce.begin(), nonce.end() });
}

base::Result<void> KeyStream::apply(std::uint64_t offset, base::MutableByteView bytes) const
{
    const base::Error failed { base::ErrorCode::CryptoFailed, "key stream" };
    const auto applyBlocks = [this](std::uint64_t block, base::MutableByteView part) {
        return m_cipher == StreamCipher::ChaCha20
            ? crypto_stream_chacha20_ietf_xor_ic(part.data(), part.data(), part.size(),
                m_nonce.data(), static_cast<std::uint32_t>(block), m_key.view().data())
            : crypto_stream_salsa20_xor_ic(
                part.data(), part.data(), part.size(), m_nonce.data(), block, m_key.view().data());
    };
    const std::uint64_t lastBlock = (offset + bytes.size()) / StreamBlockSize;
    if (sodium_init() < 0 || (m_cipher == StreamCipher::ChaCha20 && lastBlock >= BlocksOfChaCha20))
        return failed;
    // The library begins at whole blocks.
    const std::uint64_t passed = offset % StreamBlockSize;
    const auto first = static_cast<std::size_t>(
        passed == 0 ? 0 : std::min<std::uint64_t>(StreamBlockSize - passed, bytes.size()));
    if (first > 0) {
        std::array<std::uint8_t, StreamBlockSize> block = {};
        std::ranges::copy(bytes.first(first), block.begin() + static_cast<std::ptrdiff_t>(passed));
        const bool isDone = applyBlocks(offset / StreamBlockSize, block) == 0;
        std::ranges::copy_n(block.begin() + static_cast<std::ptrdiff_t>(passed),
            static_cast<std::ptrdiff_t>(first), bytes.begin());
        cleanse(block);
        if (!isDone)
            return failed;
    }
    const base::MutableByteView rest = bytes.subspan(first);
    if (!rest.empty() && applyBlocks((offset + first) / StreamBlockSize, rest) != 0)
        return failed;
    return {};
}

} // namespace crypto
