// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Bitwarden's export under a passphrase (elliotwutingfeng/bitwarden_backup_decryptor): PBKDF2 with
// HMAC-SHA-256, of that two keys by HKDF's second step, AES-256-CBC and HMAC-SHA-256. KeePassXC
// reads it, too.

#include "core/crypto/aes_cbc.h"
#include "core/crypto/hmac.h"
#include "core/crypto/kdf.h"
#include "core/transfer/readers/readers.h"
#include "core/transfer/seal.h"
#include "core/transfer/wiped_json.h"
#include "core/transfer/writers/bitwarden_content.h"
#include "core/transfer/writers/writers.h"

namespace transfer::writers {

namespace bitwarden_json_encrypted {
namespace {

constexpr std::uint32_t Iterations = 600'000;
constexpr std::size_t SaltSize = 16;

/// The keys that everything in a file is sealed with.
struct Keys
{
    crypto::Digest encryption;
    crypto::Digest mac;
};

base::Result<Keys> keysOf(const Sealing& sealing, std::string_view salt)
{
    using namespace std::string_view_literals;
    // The salt is taken as the text that it is written as.
    const auto key = crypto::pbkdf2Sha256(
        sealing.passphrase->view(), base::bytesOf(salt), Iterations, crypto::CbcKeySize);
    if (!key)
        return key.error();
    // The first block of HKDF's second step (RFC 5869, 2.3).
    const auto encryption =
        crypto::hmac(crypto::Hash::Sha256, key->view(), base::bytesOf("enc\x01"sv));
    const auto mac = crypto::hmac(crypto::Hash::Sha256, key->view(), base::bytesOf("mac\x01"sv));
    if (!encryption || !mac)
        return encryption ? mac.error() : encryption.error();
    return Keys { *encryption, *mac };
}

/// "2.IV|CIPHERTEXT|MAC" in Base64.
base::Result<std::string> sealed(
    base::ByteView plain, const Keys& keys, crypto::RandomSource& random)
{
    base::Bytes message(crypto::CbcBlockSize + crypto::cbcSealedSize(plain.size()));
    const base::MutableByteView iv = base::MutableByteView(message).first(crypto::CbcBlockSize);
    const base::MutableByteView body = base::MutableByteView(message).subspan(iv.size());
    if (const auto filled = random.fill(iv); !filled)
        return filled.error();
    const auto done = crypto::aesCbcSeal(keys.encryption.view().first<crypto::CbcKeySize>(),
        base::ByteView(iv).first<crypto::CbcBlockSize>(), plain, body);
    if (!done)
        return done.error();
    const auto mac = crypto::hmac(crypto::Hash::Sha256, keys.mac.view(), message);
    if (!mac)
        return mac.error();
    return "2." + base64Text(iv) + '|' + base64Text(body) + '|' + base64Text(mac->view());
}

/// What a passphrase is tried with.
base::Result<std::string> proofOf(const Keys& keys, crypto::RandomSource& random)
{
    vault::Id id;
    if (const auto filled = random.fill(id.bytes); !filled)
        return filled.error();
    return sealed(base::bytesOf(std::string_view(uuidOf(id))), keys, random);
}

base::Result<crypto::WipedBytes> write(const Outgoing& accounts, const Sealing& sealing)
{
    const auto items = writeBitwardenItems(accounts);
    if (!items)
        return items;
    base::Bytes random(SaltSize);
    if (const auto filled = sealing.random.fill(random); !filled)
        return filled.error();
    const std::string salt = base64Text(random);
    const base::Result<Keys> keys = keysOf(sealing, salt);
    if (!keys)
        return keys.error();
    const auto proof = proofOf(*keys, sealing.random);
    const auto data = sealed(*items, *keys, sealing.random);
    if (!proof || !data)
        return proof ? data.error() : proof.error();
    WipedJson json;
    json.beginObject().member("encrypted", true).member("passwordProtected", true);
    json.member("salt", salt).member("kdfType", std::int64_t { 0 });
    json.member("kdfIterations", std::int64_t { Iterations });
    json.name("kdfMemory").null().name("kdfParallelism").null();
    json.member("encKeyValidation_DO_NOT_EDIT", *proof).member("data", *data).endObject();
    return json.take();
}

} // namespace
} // namespace bitwarden_json_encrypted

const ExportFormat BitwardenJsonEncrypted {
    .format = &readers::BitwardenJsonEncrypted,
    .losses = BitwardenLosses,
    .misfit = bitwardenMisfit,
    .write = bitwarden_json_encrypted::write,
};

} // namespace transfer::writers
