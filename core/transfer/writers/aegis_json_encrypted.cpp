// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Aegis Authenticator's backup under a passphrase (beemdevelopment/Aegis, docs/vault.md): a random
// key seals the content, and one made of the passphrase by scrypt seals that key.

#include "core/crypto/scrypt.h"
#include "core/transfer/readers/readers.h"
#include "core/transfer/seal.h"
#include "core/transfer/wiped_json.h"
#include "core/transfer/writers/aegis_content.h"
#include "core/transfer/writers/writers.h"

namespace transfer::writers {

namespace aegis_json_encrypted {
namespace {

/// What the program itself takes, within the memory that Android gives it.
constexpr crypto::ScryptCosts Costs { .n = 32768, .r = 8, .p = 1 };
constexpr std::size_t SaltSize = 32;
constexpr std::size_t UuidSize = 16;

void writeParams(WipedJson& json, std::string_view name, const Sealed& sealed)
{
    json.name(name).beginObject();
    json.member("nonce", base::toHex(sealed.nonce));
    json.member("tag", base::toHex(sealed.tag()));
    json.endObject();
}

/// The one way in: the master key under what is derived from the passphrase.
base::Result<void> writeSlot(
    WipedJson& json, const crypto::SecretBytes& master, const Sealing& sealing)
{
    base::Bytes random(UuidSize + SaltSize);
    if (const auto filled = sealing.random.fill(random); !filled)
        return filled;
    const base::ByteView salt = base::ByteView(random).subspan(UuidSize);
    const auto key = crypto::scrypt(sealing.passphrase->view(), salt, Costs, crypto::AeadKeySize);
    if (!key)
        return key.error();
    const base::Result<Sealed> sealed = seal(*key, master.view(), sealing.random);
    if (!sealed)
        return sealed.error();
    vault::Id uuid;
    std::copy_n(random.begin(), UuidSize, uuid.bytes.begin());
    json.beginObject().member("type", std::int64_t { 1 }).member("uuid", uuidOf(uuid));
    json.member("key", base::toHex(sealed->ciphertext()));
    writeParams(json, "key_params", *sealed);
    json.member("n", static_cast<std::int64_t>(Costs.n));
    json.member("r", static_cast<std::int64_t>(Costs.r));
    json.member("p", static_cast<std::int64_t>(Costs.p));
    json.member("salt", base::toHex(salt)).member("repaired", true).member("is_backup", false);
    json.endObject();
    return {};
}

base::Result<crypto::WipedBytes> write(const Outgoing& accounts, const Sealing& sealing)
{
    const auto content = writeAegisContent(accounts);
    if (!content)
        return content;
    const auto master = sealing.random.secret(crypto::AeadKeySize);
    if (!master)
        return master.error();
    const base::Result<Sealed> sealed = seal(*master, *content, sealing.random);
    if (!sealed)
        return sealed.error();
    WipedJson json;
    json.beginObject().member("version", std::int64_t { 1 });
    json.name("header").beginObject().name("slots").beginArray();
    if (const auto written = writeSlot(json, *master, sealing); !written)
        return written.error();
    json.endArray();
    writeParams(json, "params", *sealed);
    json.endObject().member("db", base64Text(sealed->ciphertext())).endObject();
    return json.take();
}

} // namespace
} // namespace aegis_json_encrypted

const ExportFormat AegisJsonEncrypted {
    .format = &readers::AegisJsonEncrypted,
    .losses = AegisLosses,
    .misfit = aegisMisfit,
    .write = aegis_json_encrypted::write,
};

} // namespace transfer::writers
