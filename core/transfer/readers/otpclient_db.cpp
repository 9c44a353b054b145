// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// OTPClient's database of version 3 (paolostivanin/OTPClient, src/common/db-common.c): Argon2id,
// AES-256-GCM with a nonce of 16 bytes over JSON; the whole header is authenticated.

#include "core/crypto/argon2.h"
#include "core/crypto/gcm_open.h"
#include "core/transfer/bounds.h"
#include "core/transfer/json_fields.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace otpclient_db {
namespace {

using base::json::Value;

constexpr std::string_view Header = "OTPClient";
constexpr std::size_t NumberSize = 4;
constexpr std::size_t NonceSize = 16;
constexpr std::size_t SaltSize = 32;
constexpr std::size_t VersionAt = Header.size();
constexpr std::size_t NonceAt = VersionAt + NumberSize;
constexpr std::size_t SaltAt = NonceAt + NonceSize;
constexpr std::size_t CostsAt = SaltAt + SaltSize;
constexpr std::size_t SealedAt = CostsAt + 3 * NumberSize;
constexpr std::uint32_t Version = 3;
constexpr std::uint32_t LargestVersion = 255; ///< beyond it is what older ones have in that place

std::uint32_t numberAt(base::ByteView bytes, std::size_t at)
{
    return base::readU32(bytes.subspan(at, NumberSize));
}

/// An older version has other bytes after its name, those of a structure in memory.
Outcome<void> checkVersion(std::uint32_t version)
{
    if (version == Version)
        return {};
    const bool isNewer = version > Version && version <= LargestVersion;
    return Failure { .refusal = Refusal::Unsupported,
        .arguments = { std::to_string(version) },
        .obstacle = isNewer ? Obstacle::NewerSchema : Obstacle::OlderSchema };
}

crypto::Argon2Costs costsOf(base::ByteView bytes)
{
    return { .memoryKiB = numberAt(bytes, CostsAt + NumberSize),
        .passes = numberAt(bytes, CostsAt),
        .lanes = numberAt(bytes, CostsAt + 2 * NumberSize) };
}

Outcome<crypto::WipedBytes> opened(base::ByteView bytes, const Request& request)
{
    const auto key = crypto::argon2id(request.passphrase->view(), bytes.subspan(SaltAt, SaltSize),
        costsOf(bytes), crypto::AeadKeySize);
    if (!key)
        return failed(key.error());
    const base::ByteView sealed = bytes.subspan(SealedAt);
    crypto::WipedBytes plain(sealed.size() - crypto::AeadTagSize);
    const auto done = crypto::gcmOpen(key->view().first<crypto::AeadKeySize>(),
        bytes.subspan(NonceAt, NonceSize), bytes.first(SealedAt), sealed, plain);
    if (!done)
        return Failure { .refusal = Refusal::WrongPassphraseOrDamaged };
    return plain;
}

base::Result<otp::Credential> credentialOf(const Value& item, bool isSteam)
{
    if (isSteam)
        return transfer::credentialOf(
            { .kind = otp::LinkKind::Steam, .period = digitsOf(item, "period") });
    return transfer::credentialOf(item, CodeMembers { .algorithm = "algo" }, "OTPClient");
}

void take(Imported& imported, const Value& item)
{
    ImportedAccount account;
    account.entry.issuer = stringOf(item, "issuer");
    account.entry.name = stringOf(item, "label");
    // The program itself knows Steam by nothing else.
    const bool isSteam = account.entry.issuer.compare(u"steam", Qt::CaseInsensitive) == 0;
    if (const auto read = readCode(item, "secret", credentialOf(item, isSteam), account.entry);
        !read)
        return imported.leave(account.entry.issuer, account.entry.name, read.error());
    if (isSteam)
        account.entry.issuer = QStringLiteral("Steam");
    account.tags.append(stringOf(item, "group"));
    imported.take(std::move(account));
}

Match match(const Content& content)
{
    return base::textOf(content.bytes()).starts_with(Header) ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    const base::ByteView bytes = content.bytes();
    if (bytes.size() < SealedAt + crypto::AeadTagSize)
        return damaged("OTPClient");
    if (const Outcome<void> checked = checkVersion(numberAt(bytes, VersionAt)); !checked)
        return checked.error();
    const crypto::Argon2Costs costs = costsOf(bytes);
    if (const Outcome<void> checked = checkArgon2(costs); !checked)
        return checked.error();
    if (!crypto::isMemoryEnough(costs))
        return damaged("Argon2");
    if (!request.passphrase)
        return passphraseNeeded(costs);
    if (request.stop.stop_requested())
        return Failure { .refusal = Refusal::Cancelled };
    Outcome<crypto::WipedBytes> plain = opened(bytes, request);
    if (!plain)
        return plain.error();
    const Content inner(std::move(*plain));
    if (!inner.json() || !inner.json()->isArray())
        return damaged("JSON");
    Imported imported;
    for (const Value& item : inner.json()->items)
        take(imported, item);
    return imported;
}

constexpr std::string_view Marks[] = { Header };

} // namespace
} // namespace otpclient_db

const Format OtpclientDb {
    .id = "otpclient-db",
    .program = "OTPClient",
    .form = Form::Binary,
    .isEncrypted = true,
    .match = otpclient_db::match,
    .read = otpclient_db::read,
    .marks = otpclient_db::Marks,
};

} // namespace transfer::readers
