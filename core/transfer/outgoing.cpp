// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/outgoing.h"

#include "core/crypto/hmac.h"
#include "core/otp/yandex.h"
#include "core/transfer/detect.h"

#include <algorithm>
#include <array>
#include <limits>

namespace transfer {

namespace {

using UuidBytes = std::array<std::uint8_t, 16>;

std::string uuidOf(UuidBytes bytes)
{
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x40); // version
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80); // variant
    std::string text = base::toHex(bytes);
    for (const std::size_t at : { 20U, 16U, 12U, 8U })
        text.insert(at, 1, '-');
    return text;
}

} // namespace

base::Result<OutgoingAccount> openOutgoing(const vault::Vault& vault,
    const vault::Verification& verification, const vault::Account& account)
{
    base::Result<otp::Entry> entry = vault.reveal(account.id, verification);
    if (!entry)
        return entry.error();
    entry->issuer = entry->issuer.trimmed();
    entry->name = entry->name.trimmed();
    // More bytes than these never counted.
    if (std::holds_alternative<otp::Yandex>(entry->credential))
        entry->secret.truncate(std::min(entry->secret.size(), otp::YandexSecretSize));
    return OutgoingAccount { .id = account.id,
        .entry = std::move(*entry),
        .note = account.note.trimmed(),
        .tags = tidiedTags(account.tags),
        .isFavourite = account.pinned,
        .picture = vault.picture(account) };
}

base::Result<OutgoingAccount> Outgoing::open(std::size_t index) const
{
    return openOutgoing(m_vault, m_verification, *m_accounts[index]);
}

QStringList Outgoing::gatheredTags(qsizetype most) const
{
    QStringList all;
    for (const vault::Account* account : m_accounts)
        all.append(tidiedTags(account->tags).mid(0, most));
    return tidiedTags(all);
}

QStringList Outgoing::tags() const
{
    return gatheredTags(std::numeric_limits<qsizetype>::max());
}

QStringList Outgoing::firstTags() const
{
    return gatheredTags(1);
}

std::string uuidOf(const vault::Id& id)
{
    return uuidOf(id.bytes);
}

base::Result<std::string> uuidOf(const QString& tag)
{
    const auto hash = crypto::digest(crypto::Hash::Sha256, base::bytesOf(tag.toUtf8()));
    if (!hash)
        return hash.error();
    UuidBytes bytes;
    std::ranges::copy(hash->view().first(bytes.size()), bytes.begin());
    return uuidOf(bytes);
}

} // namespace transfer
