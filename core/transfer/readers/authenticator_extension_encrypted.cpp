// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The export of the browser extension Authenticator under a passphrase (src/models/encryption.ts,
// src/models/key-utilities.ts, src/argon.ts). The records are sealed by CryptoJS: AES-256-CBC, the
// key made of a text by MD5. That text is an Argon2id hash of the passphrase, in older files one
// that the passphrase itself opens, and in the oldest the passphrase.

#include "core/base/base64.h"
#include "core/crypto/aes_cbc.h"
#include "core/crypto/characters.h"
#include "core/crypto/hmac.h"
#include "core/transfer/bounds.h"
#include "core/transfer/json_fields.h"
#include "core/transfer/open_sealed.h"
#include "core/transfer/readers/authenticator_extension_content.h"
#include "core/transfer/readers/readers.h"

#include <algorithm>
#include <charconv>

namespace transfer::readers {

namespace authenticator_extension_encrypted {
namespace {

using base::json::Value;
using crypto::SecretBytes;

constexpr std::size_t SaltSize = 8;
constexpr std::size_t ShortestSalt = 8; ///< of Argon2
constexpr std::size_t LongestHash = 64; ///< of those that are compared
constexpr std::string_view SaltMark = "Salted__";
constexpr crypto::Argon2Costs TextCosts { .memoryKiB = 19456, .passes = 2, .lanes = 1 };

/// The MD5 of up to three things in a row.
base::Result<crypto::Digest> md5(base::ByteView a, base::ByteView b, base::ByteView c)
{
    auto message = SecretBytes::ofSize(a.size() + b.size() + c.size());
    if (!message)
        return message.error();
    auto end = std::ranges::copy(a, message->bytes().begin()).out;
    end = std::ranges::copy(b, end).out;
    std::ranges::copy(c, end);
    return crypto::digest(crypto::Hash::Md5, message->view());
}

/// Opens what CryptoJS has sealed with a text. Damaged where it does not open; nothing but the
/// padding tells a wrong text.
Outcome<crypto::WipedBytes> openSalted(
    std::string_view sealedText, base::ByteView text, const char* part)
{
    const Outcome<base::Bytes> sealed = base64Of(sealedText, part);
    if (!sealed)
        return sealed.error();
    const base::ByteView all = *sealed;
    if (!base::textOf(all).starts_with(SaltMark) || all.size() < SaltMark.size() + SaltSize)
        return damaged(part);
    const base::ByteView salt = all.subspan(SaltMark.size(), SaltSize);
    const auto first = md5({}, text, salt);
    const auto second = first ? md5(first->view(), text, salt) : first;
    const auto third = second ? md5(second->view(), text, salt) : second;
    auto key = SecretBytes::ofSize(crypto::CbcKeySize);
    if (!third || !key)
        return failed(third ? key.error() : third.error());
    const auto middle = std::ranges::copy(first->view(), key->bytes().begin()).out;
    std::ranges::copy(second->view(), middle);
    const base::ByteView hidden = all.subspan(SaltMark.size() + SaltSize);
    crypto::WipedBytes plain(hidden.size());
    const auto size = crypto::aesCbcOpen(key->view().first<crypto::CbcKeySize>(),
        third->view().first<crypto::CbcBlockSize>(), hidden, plain);
    if (!size)
        return size.error().code == base::ErrorCode::Damaged ? damaged(part) : failed(size.error());
    plain.resize(*size);
    return plain;
}

/// Base64 without its padding, as the encoded form of an Argon2 hash has it.
base::Result<SecretBytes> unpadded(const SecretBytes& bytes)
{
    auto text = SecretBytes::ofSize(base::base64Length(bytes.size()));
    if (!text)
        return text;
    base::encodeBase64(bytes.view(), crypto::charactersOf(*text));
    text->truncate(text->text().find_last_not_of('=') + 1);
    return text;
}

/// A hash that a text can be compared with.
struct Proof
{
    crypto::Argon2Costs costs;
    base::Bytes salt;
    base::Bytes hash;
};

std::uint32_t numberIn(std::string_view text, std::string_view name)
{
    std::uint32_t number = 0;
    const std::size_t at = text.find(name);
    if (at == std::string_view::npos)
        return 0;
    std::from_chars(text.data() + at + name.size(), text.data() + text.size(), number);
    return number;
}

/// "$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH"
Outcome<Proof> proofOf(const Value& key)
{
    const std::string text = base::json::textOf(key, "hash");
    const QStringList fields = QString::fromStdString(text).split(u'$');
    if (fields.size() != 6 || fields[1] != u"argon2id" || fields[2] != u"v=19")
        return damaged("hash");
    const std::string costs = "," + fields[3].toStdString();
    Proof proof { .costs = { .memoryKiB = numberIn(costs, ",m="),
                      .passes = numberIn(costs, ",t="),
                      .lanes = numberIn(costs, ",p=") },
        .salt = {},
        .hash = {} };
    if (const Outcome<void> checked = checkArgon2(proof.costs); !checked)
        return checked.error();
    Outcome<base::Bytes> salt = base64Of(fields[4].toStdString(), "hash");
    Outcome<base::Bytes> hash = base64Of(fields[5].toStdString(), "hash");
    if (!salt || !hash || salt->size() < ShortestSalt || hash->size() < crypto::CbcKeySize
        || hash->size() > LongestHash)
        return damaged("hash");
    proof.salt = std::move(*salt);
    proof.hash = std::move(*hash);
    return proof;
}

/// The record of a key, of which present files have one; null in older ones.
const Value* keyOf(const Value& file)
{
    const auto isKey = [](const Value& value) {
        return base::json::textOf(value, "dataType") == "Key" && value.member("salt");
    };
    const auto found = std::ranges::find_if(file.items, isKey);
    return found == file.items.end() ? nullptr : &*found;
}

/// The text of present files, proved with the hash that stands beside its salt.
Outcome<SecretBytes> provenText(const Value& key, const Proof& proof, const Request& request)
{
    const std::string salt = base::json::textOf(key, "salt");
    const auto hash = crypto::argon2id(request.passphrase->view(),
        base::bytesOf(std::string_view(salt)), TextCosts, crypto::CbcKeySize);
    if (!hash)
        return failed(hash.error());
    auto text = unpadded(*hash);
    if (!text)
        return failed(text.error());
    if (request.stop.stop_requested())
        return Failure { .refusal = Refusal::Cancelled };
    const auto compared =
        crypto::argon2id(text->view(), proof.salt, proof.costs, proof.hash.size());
    if (!compared)
        return failed(compared.error());
    if (!crypto::equalInConstantTime(compared->view(), proof.hash))
        return Failure { .refusal = Refusal::WrongPassphrase };
    return std::move(*text);
}

/// The text of older files: the passphrase, or what it opens.
Outcome<SecretBytes> olderText(const Value& file, const Request& request)
{
    const Value* const key = file.member("key");
    const std::string sealed = key ? base::json::textOf(*key, "enc") : std::string();
    base::ByteView text = request.passphrase->view();
    crypto::WipedBytes opened;
    if (!sealed.empty()) {
        Outcome<crypto::WipedBytes> plain = openSalted(sealed, text, "enc");
        if (!plain && plain.error().refusal == Refusal::Damaged)
            return Failure { .refusal = Refusal::WrongPassphraseOrDamaged };
        if (!plain)
            return plain.error();
        opened = std::move(*plain);
        text = opened;
    }
    auto copy = SecretBytes::copyOf(text);
    if (!copy)
        return failed(copy.error());
    return std::move(*copy);
}

/// Takes one record; false where it does not open.
bool takeRecord(Imported& imported, const Value& record, base::ByteView text)
{
    if (!isExtensionSealed(record)) {
        const auto secret = secretTextOf(record, "secret");
        if (secret)
            takeExtensionAccount(imported, record, *secret);
        return secret.has_value();
    }
    const bool isWhole = base::json::textOf(record, "dataType") == "EncOTPStorage";
    Outcome<crypto::WipedBytes> plain =
        openSalted(base::json::textOf(record, isWhole ? "data" : "secret"), text, "data");
    if (!plain)
        return false;
    const Content inner(std::move(*plain));
    if (isWhole && (!inner.json() || !inner.json()->isObject()))
        return false;
    const auto secret =
        isWhole ? secretTextOf(*inner.json(), "secret") : SecretBytes::copyOf(inner.text());
    if (!secret || secret->isEmpty())
        return false;
    takeExtensionAccount(imported, isWhole ? *inner.json() : record, *secret);
    return true;
}

Imported readRecords(const Value& file, const SecretBytes& text)
{
    Imported imported;
    for (const Value* record : extensionRecords(&file)) {
        if (!takeRecord(imported, *record, text.view()))
            imported.leave(stringOf(*record, "issuer"), stringOf(*record, "account"),
                { base::ErrorCode::Damaged, "Authenticator", { "data" } });
    }
    return imported;
}

Match match(const Content& content)
{
    const std::vector<const Value*> records = extensionRecords(content.json());
    const bool isSealed = std::ranges::any_of(
        records, [](const Value* record) { return isExtensionSealed(*record); });
    return isSealed ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    const Value& file = *content.json();
    const Value* const key = keyOf(file);
    Outcome<Proof> proof = key ? proofOf(*key) : Outcome<Proof>(Proof());
    if (!proof)
        return proof.error();
    if (key && base::json::textOf(*key, "salt").size() < ShortestSalt)
        return damaged("salt");
    if (!request.passphrase)
        return passphraseNeeded(proof->costs);
    if (request.stop.stop_requested())
        return Failure { .refusal = Refusal::Cancelled };
    const Outcome<SecretBytes> text =
        key ? provenText(*key, *proof, request) : olderText(file, request);
    if (!text)
        return text.error();
    Imported imported = readRecords(file, *text);
    // Of a wrong passphrase nothing else tells in older files.
    if (!key && imported.accounts.empty())
        return Failure { .refusal = Refusal::WrongPassphraseOrDamaged };
    return imported;
}

constexpr std::string_view Marks[] = { "\"dataType\"", "\"EncOTPStorage\"", "\"keyId\"" };

} // namespace
} // namespace authenticator_extension_encrypted

const Format AuthenticatorExtensionEncrypted {
    .id = "authenticator-extension-encrypted",
    .program = "Authenticator (browser extension)",
    .form = Form::Json,
    .isEncrypted = true,
    .match = authenticator_extension_encrypted::match,
    .read = authenticator_extension_encrypted::read,
    .marks = authenticator_extension_encrypted::Marks,
};

} // namespace transfer::readers
