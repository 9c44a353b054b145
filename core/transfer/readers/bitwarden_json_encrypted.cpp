// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Bitwarden's export under a passphrase (elliotwutingfeng/bitwarden_backup_decryptor): PBKDF2 with
// HMAC-SHA-256 or Argon2id, of that two keys by HKDF's second step, AES-256-CBC and HMAC-SHA-256.

#include "core/crypto/aes_cbc.h"
#include "core/crypto/hmac.h"
#include "core/transfer/bounds.h"
#include "core/transfer/json_fields.h"
#include "core/transfer/open_sealed.h"
#include "core/transfer/readers/bitwarden_content.h"
#include "core/transfer/readers/readers.h"

#include <algorithm>

namespace transfer::readers {

namespace bitwarden_json_encrypted {
namespace {

using base::json::Value;

constexpr char ProofName[] = "encKeyValidation_DO_NOT_EDIT";

/// How the passphrase becomes a key.
struct Derivation
{
    bool isArgon2 = false;
    std::uint32_t iterations = 0;
    crypto::Argon2Costs costs; ///< of Argon2
    std::string salt; ///< taken as text, though it looks like Base64
};

/// A member as a cost; far beyond any bound it need not be told apart.
std::uint32_t costOf(const Value& file, std::string_view name)
{
    constexpr std::int64_t BeyondAllBounds = 1'000'000'000;
    const std::int64_t cost = integerOf(file, name).value_or(0);
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(cost, 0, BeyondAllBounds));
}

Outcome<Derivation> derivationOf(const Value& file)
{
    constexpr std::uint32_t BeyondAllMiB = 1'000'000;
    Derivation derivation { .isArgon2 = integerOf(file, "kdfType") == 1,
        .iterations = costOf(file, "kdfIterations"),
        .costs = {},
        .salt = base::json::textOf(file, "salt") };
    const std::uint32_t mebibytes = std::min(costOf(file, "kdfMemory"), BeyondAllMiB);
    derivation.costs = { .memoryKiB = mebibytes * 1024,
        .passes = derivation.iterations,
        .lanes = costOf(file, "kdfParallelism") };
    if (derivation.salt.empty())
        return damaged("salt");
    if (!derivation.isArgon2 && integerOf(file, "kdfType") != 0)
        return damaged("kdfType");
    const Outcome<void> checked =
        derivation.isArgon2 ? checkArgon2(derivation.costs) : checkPbkdf2(derivation.iterations);
    if (!checked)
        return checked.error();
    return derivation;
}

/// "2.IV|CIPHERTEXT|MAC" in Base64: the second way Bitwarden seals something, and the only one of
/// these files.
struct Sealed
{
    base::Bytes iv;
    base::Bytes sealed;
    base::Bytes mac;
};

Outcome<Sealed> sealedOf(const Value& file, const char* name)
{
    const std::string text = base::json::textOf(file, name);
    const std::size_t first = text.find('|');
    const std::size_t second = first == std::string::npos ? first : text.find('|', first + 1);
    if (!text.starts_with("2.") || second == std::string::npos)
        return damaged(name);
    const std::string_view whole = text;
    Outcome<base::Bytes> iv = base64Of(whole.substr(2, first - 2), name);
    Outcome<base::Bytes> sealed = base64Of(whole.substr(first + 1, second - first - 1), name);
    Outcome<base::Bytes> mac = base64Of(whole.substr(second + 1), name);
    if (!iv || !sealed || !mac || iv->size() != crypto::CbcBlockSize || sealed->empty()
        || mac->size() != crypto::hashSize(crypto::Hash::Sha256))
        return damaged(name);
    return Sealed { std::move(*iv), std::move(*sealed), std::move(*mac) };
}

/// The keys that everything in a file is sealed with.
struct Keys
{
    crypto::Digest encryption;
    crypto::Digest mac;
};

base::Result<crypto::SecretBytes> derived(const Derivation& derivation, base::ByteView passphrase)
{
    const base::ByteView salt = base::bytesOf(std::string_view(derivation.salt));
    if (!derivation.isArgon2)
        return crypto::pbkdf2Sha256(passphrase, salt, derivation.iterations, crypto::CbcKeySize);
    const auto hashed = crypto::digest(crypto::Hash::Sha256, salt);
    if (!hashed)
        return hashed.error();
    return crypto::argon2id(passphrase, hashed->view(), derivation.costs, crypto::CbcKeySize);
}

Outcome<Keys> keysOf(const Derivation& derivation, const Request& request)
{
    if (request.stop.stop_requested())
        return Failure { .refusal = Refusal::Cancelled };
    const auto key = derived(derivation, request.passphrase->view());
    if (!key)
        return failed(key.error());
    // The first block of HKDF's second step (RFC 5869, 2.3).
    using namespace std::string_view_literals;
    const auto encryption =
        crypto::hmac(crypto::Hash::Sha256, key->view(), base::bytesOf("enc\x01"sv));
    const auto mac = crypto::hmac(crypto::Hash::Sha256, key->view(), base::bytesOf("mac\x01"sv));
    if (!encryption || !mac)
        return failed(encryption ? mac.error() : encryption.error());
    return Keys { *encryption, *mac };
}

Outcome<crypto::WipedBytes> opened(const Sealed& sealed, const Keys& keys, const char* part)
{
    base::Bytes message = sealed.iv;
    base::append(message, sealed.sealed);
    const auto mac = crypto::hmac(crypto::Hash::Sha256, keys.mac.view(), message);
    if (!mac)
        return failed(mac.error());
    if (!crypto::equalInConstantTime(mac->view(), sealed.mac))
        return damaged(part);
    crypto::WipedBytes plain(sealed.sealed.size());
    const auto size = crypto::aesCbcOpen(keys.encryption.view().first<crypto::CbcKeySize>(),
        base::ByteView(sealed.iv).first<crypto::CbcBlockSize>(), sealed.sealed, plain);
    if (!size)
        return size.error().code == base::ErrorCode::Damaged ? damaged(part) : failed(size.error());
    plain.resize(*size);
    return plain;
}

Match match(const Content& content)
{
    const Value* const file = content.json();
    const Value* const encrypted = file ? file->member("encrypted") : nullptr;
    return encrypted && encrypted->boolean() == true ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    const Value& file = *content.json();
    if (!isTrue(file, "passwordProtected"))
        return Failure { .refusal = Refusal::Unsupported, .obstacle = Obstacle::AccountRestricted };
    const Outcome<Derivation> derivation = derivationOf(file);
    if (!derivation)
        return derivation.error();
    const Outcome<Sealed> proof = sealedOf(file, ProofName);
    const Outcome<Sealed> data = sealedOf(file, "data");
    if (!proof || !data)
        return proof ? data.error() : proof.error();
    if (!request.passphrase)
        return derivation->isArgon2 ? passphraseNeeded(derivation->costs)
                                    : Failure { .refusal = Refusal::PassphraseNeeded };
    const Outcome<Keys> keys = keysOf(*derivation, request);
    if (!keys)
        return keys.error();
    if (const auto proven = opened(*proof, *keys, ProofName); !proven)
        return proven.error().refusal == Refusal::Damaged
            ? Failure { .refusal = Refusal::WrongPassphrase }
            : proven.error();
    Outcome<crypto::WipedBytes> plain = opened(*data, *keys, "data");
    if (!plain)
        return plain.error();
    const Content inner(std::move(*plain));
    if (!inner.json())
        return damaged("data");
    return readBitwardenItems(*inner.json());
}

constexpr std::string_view Marks[] = { "\"encrypted\"", "\"passwordProtected\"",
    "\"kdfIterations\"", "\"encKeyValidation_DO_NOT_EDIT\"" };

} // namespace
} // namespace bitwarden_json_encrypted

const Format BitwardenJsonEncrypted {
    .id = "bitwarden-json-encrypted",
    .program = "Bitwarden",
    .form = Form::Json,
    .isEncrypted = true,
    .match = bitwarden_json_encrypted::match,
    .read = bitwarden_json_encrypted::read,
    .marks = bitwarden_json_encrypted::Marks,
};

} // namespace transfer::readers
