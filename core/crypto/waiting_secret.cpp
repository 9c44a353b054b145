// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/waiting_secret.h"

#include "core/crypto/aead.h"
#include "core/crypto/random.h"

#include <array>

namespace crypto {

namespace {

/// The number of the secret in its room, so that no two share one.
std::array<std::uint8_t, AeadNonceSize> waitingNonce(std::uint64_t number)
{
    std::array<std::uint8_t, AeadNonceSize> nonce = {};
    for (std::size_t i = 0; i < sizeof number; ++i)
        nonce[i] = static_cast<std::uint8_t>(number >> (8 * i));
    return nonce;
}

} // namespace

base::Result<SecretBytes> WaitingSecret::open() const
{
    if (isEmpty())
        return SecretBytes();
    base::Result<SecretBytes> secret = SecretBytes::ofSize(m_sealed.size() - AeadTagSize);
    if (!secret)
        return secret.error();
    const auto nonce = waitingNonce(m_number);
    const base::Result<void> opened =
        aeadOpen(m_key->view().first<AeadKeySize>(), nonce, {}, m_sealed, secret->bytes());
    if (!opened)
        return opened.error();
    return secret;
}

base::Result<WaitingSecret> WaitingRoom::put(base::ByteView secret)
{
    WaitingSecret waiting;
    if (secret.empty())
        return waiting;
    if (!m_key) {
        // Of the system, whatever a test hands to others: nothing that is kept is made with it.
        base::Result<SecretBytes> key = SystemRandom().secret(AeadKeySize);
        if (!key)
            return key.error();
        m_key = std::make_shared<const SecretBytes>(std::move(*key));
    }
    waiting.m_key = m_key;
    waiting.m_number = m_count++;
    waiting.m_sealed.resize(secret.size() + AeadTagSize);
    const auto nonce = waitingNonce(waiting.m_number);
    const base::Result<void> sealed =
        aeadSeal(m_key->view().first<AeadKeySize>(), nonce, {}, secret, waiting.m_sealed);
    if (!sealed)
        return sealed.error();
    return waiting;
}

} // namespace crypto
