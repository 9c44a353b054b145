// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"

#include <memory>

namespace crypto {

/// A secret that waits for its use, sealed in ordinary memory: there may be more of them than
/// locked memory has room for. Move-only. It opens as long as it lives, whatever became of the
/// room.
class WaitingSecret
{
public:
    WaitingSecret() = default; ///< no bytes
    WaitingSecret(WaitingSecret&&) noexcept = default;
    WaitingSecret& operator=(WaitingSecret&&) noexcept = default;
    WaitingSecret(const WaitingSecret&) = delete;
    WaitingSecret& operator=(const WaitingSecret&) = delete;
    ~WaitingSecret() = default;

    bool isEmpty() const { return m_sealed.empty(); }
    /// What lies in ordinary memory.
    base::ByteView sealed() const { return m_sealed; }
    /// For the moment of its use. SecureHeapFull; Damaged if its memory was altered.
    base::Result<SecretBytes> open() const;

private:
    friend class WaitingRoom;

    std::shared_ptr<const SecretBytes> m_key; ///< goes with the last of those that it seals
    std::uint64_t m_number = 0;
    base::Bytes m_sealed;
};

/// Where secrets of one source are sealed, under a key of 32 bytes in locked memory that is made
/// with the first and never leaves it.
class WaitingRoom
{
public:
    WaitingRoom() = default;
    WaitingRoom(WaitingRoom&&) noexcept = default;
    WaitingRoom& operator=(WaitingRoom&&) noexcept = default;
    WaitingRoom(const WaitingRoom&) = delete; // no number is used twice under a key
    WaitingRoom& operator=(const WaitingRoom&) = delete;
    ~WaitingRoom() = default;

    /// The caller wipes its own copy. RandomFailed, SecureHeapFull.
    base::Result<WaitingSecret> put(base::ByteView secret);

private:
    std::shared_ptr<const SecretBytes> m_key;
    std::uint64_t m_count = 0;
};

} // namespace crypto
