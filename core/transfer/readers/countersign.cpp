// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// A vault of our own, or a backup of one: its accounts, to be taken over into another vault.
// Whoever wants all of it, with its history and its push registrations, restores the backup.

#include "core/transfer/readers/readers.h"
#include "core/vault/sealed_secret.h"
#include "core/vault/slots.h"
#include "core/vault/vault_codec.h"
#include "core/vault/vault_file.h"

#include <algorithm>
#include <set>

namespace transfer::readers {

namespace countersign {
namespace {

Failure failureOf(const base::Error& error)
{
    switch (error.code) {
    case base::ErrorCode::Damaged:
        return damaged(error.arguments.empty() ? "vault" : error.arguments.front());
    case base::ErrorCode::NewerVersion:
        return { .refusal = Refusal::Unsupported, .obstacle = Obstacle::NewerVault };
    case base::ErrorCode::WrongPassphrase:
    case base::ErrorCode::RecoveryKeyMistyped:
    case base::ErrorCode::EmptyPassphrase:
    case base::ErrorCode::PassphraseTooLong:
    case base::ErrorCode::PassphraseNotText:
        return { .refusal = Refusal::WrongPassphrase };
    default:
        return failed(error);
    }
}

struct OpenedFile
{
    vault::Body body;
    vault::MasterKeys keys;
};

base::Result<OpenedFile> opened(const vault::VaultFile& file, base::ByteView typed)
{
    const auto opener = vault::toOpener(typed);
    if (!opener)
        return opener.error();
    auto slot = vault::openSlots(file.header, *opener);
    if (!slot)
        return slot.error();
    auto keys = vault::MasterKeys::from(
        std::move(slot->master), vault::joinIds(file.header.vault, file.header.key));
    if (!keys)
        return keys.error();
    const auto cbor = vault::decryptBody(file, keys->master.view());
    auto body = cbor ? vault::readBody(*cbor) : base::Result<vault::Body>(cbor.error());
    if (!body)
        return body.error();
    return OpenedFile { std::move(*body), std::move(*keys) };
}

base::Result<otp::Entry> entryOf(const vault::Account& account, base::ByteView sealKey)
{
    if (!otp::makesCodes(account.credential))
        return otp::noCodes(); // a push registration, whose keys stay where they are
    const auto open = [&](std::string_view field, const vault::SealedSecret& sealed) {
        return sealed.empty()
            ? base::Result<crypto::SecretBytes>(crypto::SecretBytes())
            : vault::unseal(sealKey, vault::SealScheme::Unlocked, { account.id, field }, sealed);
    };
    auto secret = open("secret", account.secret);
    auto pin = secret ? open("pin", account.pin) : secret.error();
    if (!pin)
        return pin.error();
    otp::Entry entry;
    entry.issuer = account.issuer;
    entry.name = account.name;
    entry.labelIssuer = account.labelIssuer;
    entry.credential = account.credential;
    entry.secret = std::move(*secret);
    entry.pin = std::move(*pin);
    entry.otherParameters = account.otherParameters;
    return entry;
}

QByteArray pictureOf(const vault::Body& body, const vault::Account& account)
{
    const auto found = account.picture ? body.pictures.find(*account.picture) : body.pictures.end();
    return found == body.pictures.end() ? QByteArray() : found->second;
}

Imported importedOf(const OpenedFile& file)
{
    std::vector<const vault::Account*> ordered;
    for (const auto& [id, account] : file.body.accounts)
        ordered.push_back(&account);
    std::ranges::stable_sort(ordered, {}, [](const auto* account) { return account->created; });
    std::set<vault::Id> registered;
    for (const auto& [id, registration] : file.body.registrations)
        registered.insert(registration.account);
    Imported imported;
    for (const vault::Account* account : ordered) {
        auto entry = entryOf(*account, file.keys.seal.view());
        if (!entry) {
            imported.leave(account->issuer, account->name, entry.error());
            continue;
        }
        imported.take({ .entry = std::move(*entry),
            .note = account->note,
            .tags = account->tags,
            .isFavourite = account->pinned,
            .isTrashed = account->trashed.has_value(),
            .picture = pictureOf(file.body, *account),
            .remarks = registered.contains(account->id) ? std::vector { Remark::RegistrationLeft }
                                                        : std::vector<Remark>() });
    }
    for (const vault::Quarantined& broken : file.body.quarantined)
        imported.leave({}, QString::fromStdString(broken.id.toHex()),
            { base::ErrorCode::InvalidField, "vault entry", { broken.reason } });
    return imported;
}

Match match(const Content& content)
{
    return vault::beginsLikeVault(content.bytes()) ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    const auto file = vault::parseVaultFile(content.bytes());
    if (!file)
        return failureOf(file.error());
    if (!request.passphrase)
        return Failure { .refusal = Refusal::PassphraseNeeded };
    if (request.stop.stop_requested())
        return Failure { .refusal = Refusal::Cancelled };
    const auto open = opened(*file, request.passphrase->view());
    if (!open)
        return failureOf(open.error());
    return importedOf(*open);
}

constexpr std::span<const std::string_view> Marks = {};

} // namespace
} // namespace countersign

const Format Countersign {
    .id = "countersign",
    .program = "Countersign",
    .form = Form::Vault,
    .isEncrypted = true,
    .match = countersign::match,
    .read = countersign::read,
    .marks = countersign::Marks,
};

} // namespace transfer::readers
