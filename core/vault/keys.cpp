// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/keys.h"

#include "core/crypto/kdf.h"
#include "core/crypto/random.h"

#include <algorithm>

namespace vault {

base::Bytes joinIds(const Id& vault, const Id& key)
{
    base::Bytes ids;
    base::append(ids, vault.view());
    base::append(ids, key.view());
    return ids;
}

base::Result<crypto::SecretBytes> derive(base::ByteView key, base::ByteView salt,
    std::string_view label, base::ByteView context, std::size_t size)
{
    base::Bytes info;
    base::append(info, base::bytesOf(std::string_view("countersign/1/")));
    base::append(info, base::bytesOf(label));
    info.push_back(0);
    base::append(info, context);
    return crypto::hkdfSha256(key, salt, info, size);
}

base::Result<MasterKeys> MasterKeys::from(crypto::SecretBytes master, base::ByteView ids)
{
    base::Result<crypto::SecretBytes> seal = derive(master.view(), {}, "seal", ids);
    if (!seal)
        return seal.error();
    base::Result<crypto::SecretBytes> state = derive(master.view(), {}, "seen", ids);
    if (!state)
        return state.error();
    base::Result<crypto::SecretBytes> hedge = derive(master.view(), {}, "hedge", ids);
    if (!hedge)
        return hedge.error();
    return MasterKeys { std::move(master), std::move(*seal), std::move(*state), std::move(*hedge) };
}

base::Result<MasterKeys> MasterKeys::clone() const
{
    MasterKeys copy;
    const auto copied = [](crypto::SecretBytes& to, const crypto::SecretBytes& from) {
        base::Result<crypto::SecretBytes> clone = from.clone();
        if (!clone)
            return base::Result<void>(clone.error());
        to = std::move(*clone);
        return base::Result<void>();
    };
    for (const auto& result : { copied(copy.master, master), copied(copy.seal, seal),
             copied(copy.state, state), copied(copy.hedge, hedge) }) {
        if (!result)
            return result.error();
    }
    return copy;
}

base::Result<crypto::Digest> hedged(base::ByteView hedgeKey, crypto::RandomSource& random,
    std::initializer_list<base::ByteView> parts)
{
    std::size_t size = 32;
    for (const base::ByteView part : parts)
        size += part.size();
    // One of the parts may be a secret, so the message lies in locked memory.
    base::Result<crypto::SecretBytes> message = crypto::SecretBytes::ofSize(size);
    if (!message)
        return message.error();
    if (const base::Result<void> filled = random.fill(message->bytes().first(32)); !filled)
        return filled.error();
    std::size_t position = 32;
    for (const base::ByteView part : parts) {
        std::ranges::copy(part, message->bytes().begin() + static_cast<std::ptrdiff_t>(position));
        position += part.size();
    }
    return crypto::hmac(crypto::Hash::Sha256, hedgeKey, message->view());
}

} // namespace vault
