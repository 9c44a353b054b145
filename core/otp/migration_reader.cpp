// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/base64.h"
#include "core/base/link.h"
#include "core/crypto/characters.h"
#include "core/otp/label.h"
#include "core/otp/migration.h"
#include "core/otp/protobuf.h"

#include <algorithm>

namespace otp {

namespace {

using base::Error;
using base::ErrorCode;
using crypto::SecretBytes;

/// More parts than any export has; a larger number is a damaged or hostile code.
constexpr std::uint64_t MaximumBatchSize = 10000;

/// OtpParameters of google_auth.proto as they stand, before anything is judged.
struct RawAccount
{
    base::ByteView secret; ///< into the payload
    QString name;
    QString issuer;
    std::uint64_t algorithm = 0;
    std::uint64_t digits = 0;
    std::uint64_t type = 0;
    std::uint64_t counter = 0;
};

QString textOf(base::ByteView bytes)
{
    return QString::fromUtf8(
        reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
}

void store(RawAccount& account, const ProtobufField& field)
{
    if (!field.isNumber) {
        if (field.number == 1)
            account.secret = field.bytes;
        if (field.number == 2)
            account.name = textOf(field.bytes);
        if (field.number == 3)
            account.issuer = textOf(field.bytes);
        return;
    }
    if (field.number == 4)
        account.algorithm = field.value;
    if (field.number == 5)
        account.digits = field.value;
    if (field.number == 6)
        account.type = field.value;
    if (field.number == 7)
        account.counter = field.value;
}

base::Result<RawAccount> rawAccount(base::ByteView message)
{
    RawAccount account;
    ProtobufReader reader(message);
    while (true) {
        const auto field = reader.next();
        if (!field)
            return field.error();
        if (!*field)
            return account;
        store(account, **field);
    }
}

Error unknownValue(std::string_view field, std::uint64_t value, std::string_view allowed)
{
    return { ErrorCode::InvalidField, "in a migration code",
        { std::string(field), std::to_string(static_cast<std::int64_t>(value)),
            std::string(allowed) } };
}

base::Result<crypto::Hash> algorithmOf(const RawAccount& account)
{
    switch (account.algorithm) {
    case 0:
    case 1:
        return crypto::Hash::Sha1;
    case 2:
        return crypto::Hash::Sha256;
    case 3:
        return crypto::Hash::Sha512;
    case 4:
        return crypto::Hash::Md5; // refused with its name by checkCredential
    default:
        return unknownValue("algorithm", account.algorithm, AllowedAlgorithms);
    }
}

base::Result<Credential> credentialOf(const RawAccount& account)
{
    const auto algorithm = algorithmOf(account);
    if (!algorithm)
        return algorithm.error();
    if (account.digits > 2)
        return unknownValue("digits", account.digits, "0-2");
    if (account.type > 2)
        return unknownValue("type", account.type, "0-2");
    const int digits = account.digits == 2 ? 8 : 6;
    Credential credential = Totp { .algorithm = *algorithm, .digits = digits };
    if (account.type == 1) {
        if (account.counter >> 63 != 0)
            return unknownValue("counter", account.counter, "0-9223372036854775807");
        credential = Hotp { .algorithm = *algorithm, .digits = digits, .counter = account.counter };
    }
    if (const auto checked = checkCredential(credential); !checked)
        return checked.error();
    return credential;
}

base::Result<SecretBytes> secretOf(const RawAccount& account)
{
    if (account.secret.empty())
        return Error { ErrorCode::MissingField, "account of a migration code", { "secret" } };
    if (account.secret.size() > MaximumSecretSize)
        return Error { ErrorCode::TooLarge, "account of a migration code",
            { "secret", std::to_string(MaximumSecretSize) } };
    return SecretBytes::copyOf(account.secret);
}

void add(MigrationPart& part, const RawAccount& account)
{
    const Names names = namesOfText(account.name, account.issuer);
    const auto credential = credentialOf(account);
    if (!credential) {
        part.failures.push_back({ names.issuer, names.name, credential.error() });
        return;
    }
    auto secret = secretOf(account);
    if (!secret) {
        part.failures.push_back({ names.issuer, names.name, secret.error() });
        return;
    }
    Entry entry { .issuer = names.issuer,
        .name = names.name,
        .labelIssuer = names.labelIssuer,
        .credential = *credential,
        .secret = *std::move(secret),
        .pin = {},
        .otherParameters = {},
        .notes = {} };
    if (!names.labelIssuer.isEmpty())
        entry.notes.push_back(EntryNote::IssuersDiffer);
    if (names.issuer.isEmpty() && names.name.isEmpty())
        entry.notes.push_back(EntryNote::NameMissing);
    part.entries.push_back(std::move(entry));
}

/// The whole payload is read before an account is taken over: of a damaged one nothing is.
base::Result<MigrationPart> readPayload(base::ByteView payload)
{
    std::vector<RawAccount> accounts;
    std::uint64_t batchSize = 0;
    std::uint64_t batchIndex = 0;
    MigrationPart part;
    ProtobufReader reader(payload);
    while (true) {
        const auto field = reader.next();
        if (!field)
            return field.error();
        if (!*field)
            break;
        const ProtobufField& read = **field;
        if (read.number == 1 && !read.isNumber) {
            const auto account = rawAccount(read.bytes);
            if (!account)
                return account.error();
            accounts.push_back(*account);
        }
        if (read.number == 3 && read.isNumber)
            batchSize = read.value;
        if (read.number == 4 && read.isNumber)
            batchIndex = read.value;
        if (read.number == 5 && read.isNumber) // a negative int32 takes ten bytes
            part.batchId = static_cast<std::int32_t>(static_cast<std::uint32_t>(read.value));
    }
    if (batchSize > MaximumBatchSize || batchIndex >= MaximumBatchSize)
        return damagedMessage("number of parts");
    part.batchSize = static_cast<int>(std::max<std::uint64_t>(batchSize, batchIndex + 1));
    part.batchIndex = static_cast<int>(batchIndex);
    for (const RawAccount& account : accounts)
        add(part, account);
    return part;
}

/// Undoes the percent-encoding (twice, where a program encoded twice) and gives a '+' back its
/// place where something took it for a blank.
base::Result<SecretBytes> base64Text(std::string_view encoded)
{
    auto text = SecretBytes::copyOf(encoded);
    if (!text)
        return text;
    for (int round = 0; round < 2; ++round) {
        // The result is never longer than what it is read from, so it may take its place.
        text->truncate(base::percentDecode(text->text(), base::Plus::IsPlus, charactersOf(*text)));
    }
    std::ranges::replace(text->bytes(), std::uint8_t { ' ' }, std::uint8_t { '+' });
    return text;
}

} // namespace

base::Result<MigrationPart> readMigration(std::string_view uri)
{
    const auto link = base::splitLink(base::trimmedLink(uri));
    if (!link || link->scheme != "otpauth-migration")
        return Error { ErrorCode::NotRecognised, "not a migration link" };
    if (link->query.size() > MaximumLinkSize)
        return Error { ErrorCode::TooLarge, "migration link",
            { "data", std::to_string(MaximumLinkSize) } };
    const std::vector<base::LinkParameter> parameters = base::linkParameters(link->query);
    const base::LinkParameter* data = base::findParameter(parameters, "data");
    if (!data || data->value.empty())
        return Error { ErrorCode::MissingField, "migration link", { "data" } };
    const auto text = base64Text(data->value);
    if (!text)
        return text.error();
    auto payload = SecretBytes::ofSize(text->size() * 3 / 4);
    if (!payload)
        return payload.error();
    const auto size = base::decodeBase64(text->text(), payload->bytes());
    if (!size)
        return damagedMessage("not Base64");
    return readPayload(payload->view().first(*size));
}

} // namespace otp
