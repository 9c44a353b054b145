// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/id.h"

#include "core/crypto/random.h"

#include <algorithm>

namespace vault {

base::Result<Id> Id::random(crypto::RandomSource& source)
{
    Id id;
    if (const base::Result<void> filled = source.fill(id.bytes); !filled)
        return filled.error();
    return id;
}

base::Result<Id> Id::fromHex(std::string_view text)
{
    const base::Result<base::Bytes> bytes = base::fromHex(text);
    if (!bytes)
        return base::Error { base::ErrorCode::InvalidField, "id: not hex", { "id" } };
    return fromBytes(*bytes);
}

base::Result<Id> Id::fromBytes(base::ByteView bytes)
{
    Id id;
    if (bytes.size() != id.bytes.size())
        return base::Error { base::ErrorCode::InvalidField, "id: not 16 bytes", { "id" } };
    std::ranges::copy(bytes, id.bytes.begin());
    return id;
}

} // namespace vault
