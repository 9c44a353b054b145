// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"
#include "core/vault/vault.h"

namespace vault {

/// HMAC-SHA-256 under a key of the vault of all that a backup is made for: equal as long as only
/// counters and marks of saves have changed.
using ContentMark = std::array<std::uint8_t, 32>;

/// What tells one state of a vault from another, without its keys and without telling any of it.
struct StateMark
{
    Id save; ///< another one after every save
    ContentMark content = {};

    bool operator==(const StateMark&) const = default;
};

/// One backup of an open vault, complete in memory: the file's bytes, and the key of this one
/// file's body. It does not have the vault's keys. So it is written and read back on another
/// thread, while the vault is used, changed or locked. Copies are cheap.
class BackupImage
{
public:
    const Id& vault() const;
    const Id& key() const; ///< id of the vault's keys
    const StateMark& state() const; ///< of the vault it was made of
    base::Time made() const;
    std::size_t accounts() const; ///< in use
    base::ByteView file() const;

    /// Opens the file anew, from the disk and not from the system's memory where it can, and
    /// compares what is in it: checksum, commitment, tag, every entry. CannotRead,
    /// Damaged.
    base::Result<void> readBack(const std::string& path) const;

private:
    friend class Vault;
    struct Content;
    explicit BackupImage(std::shared_ptr<const Content> content);
    std::shared_ptr<const Content> m_content; ///< shared because copies of a constant are all alike
};

} // namespace vault
