// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/new_key.h"

namespace push::okta {

namespace {

constexpr int RsaBits = 2048;

} // namespace

base::Result<NewKey> newKey(crypto::RandomSource& random, KeyKind kind)
{
    auto id = newUuid(random);
    if (!id)
        return id.error();
    if (kind == KeyKind::Rsa) {
        auto pair = crypto::generateRsaKey(RsaBits);
        if (!pair)
            return pair.error();
        return NewKey { std::move(pair->privateKey),
            { std::move(*id), std::move(pair->publicKey) } };
    }
    auto pair = crypto::generateEcKey(random);
    if (!pair)
        return pair.error();
    return NewKey { std::move(pair->privateKey), { std::move(*id), pair->publicKey } };
}

} // namespace push::okta
