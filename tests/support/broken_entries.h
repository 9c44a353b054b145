// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/vault_codec.h"
#include "tests/support/vault_home.h"

#include <functional>

namespace support {

/// The golden vault with another body. Opens with goldenPassphrase().
inline base::Bytes alteredGoldenFile(const std::function<void(vault::Body&)>& alter)
{
    auto file = vault::parseVaultFile(contentsOf(GoldenPath));
    const auto key = ascending<32>(0x80);
    auto body = vault::readBody(*vault::decryptBody(*file, key));
    alter(*body);
    const auto keys =
        vault::MasterKeys::from(std::move(*crypto::SecretBytes::copyOf(base::ByteView(key))),
            vault::joinIds(idFrom(0x10), idFrom(0x20)));
    crypto::SystemRandom random;
    return *vault::encryptVaultFile(file->header, *keys, random, *vault::writeBody(*body));
}

/// An id and what is none of its entries.
inline base::Bytes brokenEntry(const vault::Id& id)
{
    vault::cbor::Writer member;
    member.bytes(id.view());
    member.unsignedNumber(1);
    return { member.view().begin(), member.view().end() };
}

/// The golden vault and so many entries that are no accounts, as a newer or a broken program may
/// have left them.
inline base::Bytes goldenFileWithBrokenEntries(int count)
{
    return alteredGoldenFile([count](vault::Body& body) {
        for (int i = 0; i < count; ++i) {
            const vault::Id id = idFrom(static_cast<std::uint8_t>(0x40 + i));
            body.quarantined.push_back({ id, brokenEntry(id), "map" });
        }
    });
}

} // namespace support
