// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/base64.h"
#include "core/base/percent.h"
#include "core/crypto/characters.h"
#include "core/otp/migration.h"
#include "core/otp/protobuf.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace otp {

namespace {

using crypto::SecretBytes;

/// The numbers google_auth.proto has for a credential.
struct Numbers
{
    std::uint64_t algorithm;
    std::uint64_t digits;
    std::uint64_t type;
    std::uint64_t counter;
};

std::optional<std::uint64_t> algorithmNumber(crypto::Hash algorithm)
{
    switch (algorithm) {
    case crypto::Hash::Sha1:
        return 1;
    case crypto::Hash::Sha256:
        return 2;
    case crypto::Hash::Sha512:
        return 3;
    default:
        return std::nullopt;
    }
}

std::optional<std::uint64_t> digitsNumber(int digits)
{
    if (digits != 6 && digits != 8)
        return std::nullopt;
    return digits == 6 ? 1 : 2;
}

/// nullopt for what the format cannot say; writing it in altered form would give wrong codes.
std::optional<Numbers> numbersOf(const Credential& credential)
{
    constexpr std::uint64_t LargestCounter = std::numeric_limits<std::int64_t>::max();
    const auto* totp = std::get_if<Totp>(&credential);
    const auto* hotp = std::get_if<Hotp>(&credential);
    const bool fits = totp ? totp->period == 30 : hotp && hotp->counter <= LargestCounter;
    if (!fits)
        return std::nullopt;
    const auto algorithm = algorithmNumber(totp ? totp->algorithm : hotp->algorithm);
    const auto digits = digitsNumber(totp ? totp->digits : hotp->digits);
    if (!algorithm || !digits)
        return std::nullopt;
    return Numbers { *algorithm, *digits, totp ? 2U : 1U, totp ? 0 : hotp->counter };
}

/// The plain name: programs that do not look into it would show the issuer twice. Only a colon in
/// it needs one before it, because other programs split a name at the first.
std::string nameOf(const EntryView& entry)
{
    if (!entry.name.contains(u':'))
        return entry.name.toStdString();
    return entry.issuer.toStdString() + ':' + entry.name.toStdString();
}

base::Result<SecretBytes> accountMessage(const EntryView& entry, const Numbers& numbers)
{
    const std::string name = nameOf(entry);
    const std::string issuer = entry.issuer.toStdString();
    auto message = SecretBytes::ofSize(ProtobufWriter::roomFor(entry.secret.size())
        + ProtobufWriter::roomFor(name.size()) + ProtobufWriter::roomFor(issuer.size())
        + 4 * ProtobufWriter::roomFor(0));
    if (!message)
        return message;
    ProtobufWriter writer(message->bytes());
    writer.bytes(1, entry.secret);
    writer.bytes(2, base::bytesOf(std::string_view(name)));
    if (!issuer.empty())
        writer.bytes(3, base::bytesOf(std::string_view(issuer)));
    writer.number(4, numbers.algorithm);
    writer.number(5, numbers.digits);
    writer.number(6, numbers.type);
    if (numbers.type == 1)
        writer.number(7, numbers.counter);
    message->truncate(writer.size());
    return message;
}

base::Result<SecretBytes> payloadOf(
    std::span<const SecretBytes> accounts, const MigrationBatch& batch)
{
    std::size_t room = 4 * ProtobufWriter::roomFor(0);
    for (const SecretBytes& account : accounts)
        room += ProtobufWriter::roomFor(account.size());
    auto payload = SecretBytes::ofSize(room);
    if (!payload)
        return payload;
    ProtobufWriter writer(payload->bytes());
    for (const SecretBytes& account : accounts)
        writer.bytes(1, account.view());
    writer.number(2, 1);
    writer.number(3, batch.size);
    if (batch.index > 0)
        writer.number(4, batch.index);
    writer.number(5, static_cast<std::uint64_t>(std::int64_t { batch.id }));
    payload->truncate(writer.size());
    return payload;
}

base::Result<SecretBytes> linkOf(base::ByteView payload)
{
    constexpr std::string_view Head = "otpauth-migration://offline?data=";
    auto base64 = SecretBytes::ofSize(base::base64Length(payload.size()));
    if (!base64)
        return base64;
    base::encodeBase64(payload, charactersOf(*base64));
    auto link = SecretBytes::ofSize(Head.size() + base64->size() * 3);
    if (!link)
        return link;
    std::ranges::copy(Head, charactersOf(*link).begin());
    const std::size_t written =
        base::percentEncode(base64->text(), charactersOf(*link).subspan(Head.size()));
    link->truncate(Head.size() + written);
    return link;
}

base::Result<SecretBytes> partOf(std::span<const SecretBytes> accounts, const MigrationBatch& batch)
{
    const auto payload = payloadOf(accounts, batch);
    return payload ? linkOf(payload->view()) : payload.error();
}

base::Result<std::vector<SecretBytes>> messagesOf(std::span<const EntryView> entries)
{
    std::vector<SecretBytes> messages;
    for (const EntryView& entry : entries) {
        const auto numbers = numbersOf(entry.credential);
        if (!numbers || entry.secret.empty())
            return base::Error { base::ErrorCode::Unsupported, "migration", { "type" } };
        auto message = accountMessage(entry, *numbers);
        if (!message)
            return message.error();
        messages.push_back(*std::move(message));
    }
    return messages;
}

} // namespace

base::Result<MigrationExport> writeMigration(
    std::span<const EntryView> entries, std::int32_t batchId)
{
    MigrationExport result;
    std::vector<SecretBytes> accounts;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const auto numbers = numbersOf(entries[i].credential);
        if (!numbers || entries[i].secret.empty()) {
            result.refused.push_back(i);
            continue;
        }
        auto account = accountMessage(entries[i], *numbers);
        if (!account)
            return account.error();
        accounts.push_back(*std::move(account));
    }
    const std::size_t parts = (accounts.size() + MigrationPartSize - 1) / MigrationPartSize;
    for (std::size_t part = 0; part < parts; ++part) {
        const std::size_t first = part * MigrationPartSize;
        const std::size_t count = std::min(MigrationPartSize, accounts.size() - first);
        auto link = partOf(std::span<const SecretBytes>(accounts).subspan(first, count),
            { .size = parts, .index = part, .id = batchId });
        if (!link)
            return link.error();
        result.uris.push_back(*std::move(link));
    }
    return result;
}

base::Result<std::size_t> migrationPartSize(
    std::span<const EntryView> entries, std::size_t longestLink)
{
    // The numbers of the place are the last of the payload.
    constexpr std::size_t Unknown = 0x3fff;
    constexpr std::size_t LongestNumbers = 72; ///< 16 bytes and two of an account, escaped
    std::size_t count = std::min(MigrationPartSize, entries.size());
    const auto messages = messagesOf(entries.first(count));
    if (!messages)
        return messages.error();
    for (; count > 1; --count) {
        const auto link = partOf(std::span<const SecretBytes>(*messages).first(count),
            { .size = Unknown, .index = Unknown, .id = -1 });
        if (!link)
            return link.error();
        if (link->size() + LongestNumbers <= longestLink)
            break;
    }
    return count;
}

base::Result<SecretBytes> writeMigrationPart(
    std::span<const EntryView> entries, const MigrationBatch& batch)
{
    const auto messages = messagesOf(entries);
    return messages ? partOf(*messages, batch) : messages.error();
}

} // namespace otp
