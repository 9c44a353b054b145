// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Keysmith's settings, in which it keeps the accounts (KDE/keysmith, src/account/actions_p.cpp and
// src/secrets/secrets.cpp): Argon2id, one secretbox of libsodium's for each secret.

#include "core/crypto/kdf.h"
#include "core/crypto/secret_box.h"
#include "core/otp/otpauth_uri.h"
#include "core/transfer/bounds.h"
#include "core/transfer/ini.h"
#include "core/transfer/json_fields.h"
#include "core/transfer/open_sealed.h"
#include "core/transfer/readers/readers.h"

#include <QDateTime>

#include <algorithm>
#include <limits>

namespace transfer::readers {

namespace keysmith_ini {
namespace {

constexpr std::string_view MasterName = "master-key";
constexpr std::string_view MasterLine = "[master-key]";
constexpr std::size_t SaltSize = 16;
constexpr int Argon2id = 2; ///< of libsodium's numbers of them

/// What libsodium has sealed: a secret, or random bytes that prove the passphrase.
struct Box
{
    base::Bytes nonce;
    base::Bytes sealed;
};

/// What the key is derived with.
struct Master
{
    base::Bytes salt;
    crypto::Argon2Costs costs;
    std::optional<Box> challenge; ///< older files have none
};

/// As a number that fits: what does not is beyond every bound.
std::uint32_t bounded(quint64 number)
{
    constexpr quint64 Most = std::numeric_limits<std::uint32_t>::max();
    return static_cast<std::uint32_t>(std::min(number, Most));
}

std::optional<Box> boxOf(const IniSection& section, std::string_view name)
{
    Outcome<base::Bytes> nonce = base64Of(section.value("nonce").toStdString(), "nonce");
    Outcome<base::Bytes> sealed = base64Of(section.value(name).toStdString(), "secret");
    if (!nonce || nonce->size() != crypto::BoxNonceSize || !sealed
        || sealed->size() <= crypto::BoxOverhead)
        return std::nullopt;
    return Box { std::move(*nonce), std::move(*sealed) };
}

Outcome<Master> masterOf(const IniSection& section)
{
    const crypto::Argon2Costs costs { bounded(section.value("memory").toULongLong() / 1024),
        bounded(section.value("cpu").toULongLong()), 1 };
    if (const Outcome<void> checked = checkArgon2(costs); !checked)
        return checked.error();
    Outcome<base::Bytes> salt = base64Of(section.value("salt").toStdString(), "salt");
    const bool isOurs = salt && salt->size() == SaltSize
        && section.value("algorithm").toInt() == Argon2id
        && section.value("length").toULongLong() == crypto::BoxKeySize;
    std::optional<Box> challenge = boxOf(section, "challenge");
    if (!isOurs || (!challenge && !section.value("challenge").isEmpty()))
        return damaged(std::string(MasterName));
    return Master { std::move(*salt), costs, std::move(challenge) };
}

/// Damaged where it does not open: another key has sealed it.
base::Result<crypto::SecretBytes> opened(const crypto::SecretBytes& key, const Box& box)
{
    auto plain = crypto::SecretBytes::ofSize(box.sealed.size() - crypto::BoxOverhead);
    if (!plain)
        return plain;
    const base::Result<void> done = crypto::secretBoxOpen(key.view().first<crypto::BoxKeySize>(),
        base::ByteView(box.nonce).first<crypto::BoxNonceSize>(), box.sealed, plain->bytes());
    if (!done)
        return done.error();
    return plain;
}

base::Error unsupported(std::string_view member, const QString& value)
{
    return { base::ErrorCode::Unsupported, "Keysmith",
        { std::string(member) + ": " + value.left(64).toStdString() } };
}

base::Result<otp::Credential> credentialOf(const IniSection& section)
{
    const QString type = section.value("type");
    const bool isTotp = type == u"totp";
    if (!isTotp && type != u"hotp" && !type.isEmpty())
        return unsupported("type", type);
    // Rare forms of both kinds, which would make other codes than ours.
    const QString epoch = section.value("epoch");
    if (isTotp && !epoch.isEmpty()
        && QDateTime::fromString(epoch, Qt::ISODateWithMs) != QDateTime::fromMSecsSinceEpoch(0))
        return unsupported("epoch", epoch);
    for (const std::string_view form : { "checksum", "offset" }) {
        const QString value = section.value(form);
        if (!isTotp && !value.isEmpty() && value != u"false")
            return unsupported(form, value);
    }
    return transfer::credentialOf({ .kind = isTotp ? otp::LinkKind::Totp : otp::LinkKind::Hotp,
        .algorithm = section.value("hash").toStdString(),
        .digits = section.value("pinLength").toStdString(),
        .period = section.value("timeStep").toStdString(),
        .counter = section.value("counter").toStdString() });
}

base::Result<void> readCode(
    const IniSection& section, const crypto::SecretBytes& key, otp::Entry& entry)
{
    const auto credential = credentialOf(section);
    if (!credential)
        return credential.error();
    entry.credential = *credential;
    const std::optional<Box> box = boxOf(section, "secret");
    if (!box)
        return base::Error { base::ErrorCode::MissingField, "Keysmith", { "secret" } };
    if (box->sealed.size() - crypto::BoxOverhead > otp::MaximumSecretSize)
        return base::Error { base::ErrorCode::TooLarge, "Keysmith",
            { "secret", std::to_string(otp::MaximumSecretSize) } };
    auto secret = opened(key, *box);
    if (!secret)
        return secret.error();
    entry.secret = std::move(*secret);
    return {};
}

void take(Imported& imported, const IniSection& section, const crypto::SecretBytes& key)
{
    ImportedAccount account;
    account.entry.issuer = section.value("issuer");
    account.entry.name = section.value("account");
    if (const base::Result<void> read = readCode(section, key, account.entry); !read) {
        imported.leave(account.entry.issuer, account.entry.name, read.error());
        return;
    }
    imported.take(std::move(account));
}

/// Whether the section is one of an account; others hold settings of the program.
bool isAccount(const IniSection& section)
{
    return section.name != MasterName
        && (!section.value("pinLength").isEmpty() || !section.value("secret").isEmpty());
}

Match match(const Content& content)
{
    const std::string_view text = content.text();
    const std::size_t at = text.find(MasterLine);
    const bool isOurs = at != std::string_view::npos && (at == 0 || text[at - 1] == '\n');
    return isOurs ? Match::Certain : Match::No;
}

Outcome<crypto::SecretBytes> keyOf(const Master& master, const Request& request)
{
    auto key =
        crypto::argon2id(request.passphrase->view(), master.salt, master.costs, crypto::BoxKeySize);
    if (!key)
        return failed(key.error());
    if (!master.challenge)
        return std::move(*key);
    const auto proof = opened(*key, *master.challenge);
    if (proof)
        return std::move(*key);
    if (proof.error().code != base::ErrorCode::Damaged)
        return failed(proof.error());
    return Failure { .refusal = Refusal::WrongPassphraseOrDamaged };
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    const auto sections = readIni(content.text());
    const auto masterSection = sections
        ? std::ranges::find(*sections, MasterName, &IniSection::name)
        : std::vector<IniSection>::const_iterator();
    if (!sections || masterSection == sections->end())
        return damaged(std::string(MasterName));
    const Outcome<Master> master = masterOf(*masterSection);
    if (!master)
        return master.error();
    if (!request.passphrase)
        return passphraseNeeded(master->costs);
    if (request.stop.stop_requested())
        return Failure { .refusal = Refusal::Cancelled };
    const Outcome<crypto::SecretBytes> key = keyOf(*master, request);
    if (!key)
        return key.error();
    Imported imported;
    for (const IniSection& section : *sections) {
        if (isAccount(section))
            take(imported, section, *key);
    }
    // Without a challenge nothing else tells a wrong passphrase.
    if (!master->challenge && imported.accounts.empty() && !imported.left.empty())
        return Failure { .refusal = Refusal::WrongPassphraseOrDamaged };
    return imported;
}

constexpr std::string_view Marks[] = { MasterLine, "pinLength=", "timeStep=", "challenge=" };

} // namespace
} // namespace keysmith_ini

const Format KeysmithIni {
    .id = "keysmith-ini",
    .program = "Keysmith",
    .form = Form::Ini,
    .isEncrypted = true,
    .match = keysmith_ini::match,
    .read = keysmith_ini::read,
    .marks = keysmith_ini::Marks,
};

} // namespace transfer::readers
