// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Aegis Authenticator's backup under a passphrase: slots that each wrap one master key, as in
// beemdevelopment/Aegis, docs/vault.md. AES-256-GCM without associated data, scrypt.

#include "core/transfer/bounds.h"
#include "core/transfer/json_fields.h"
#include "core/transfer/open_sealed.h"
#include "core/transfer/readers/aegis_content.h"
#include "core/transfer/readers/readers.h"

#include <algorithm>

namespace transfer::readers {

namespace aegis_json_encrypted {
namespace {

using base::json::Value;

constexpr std::int64_t PassphraseSlot = 1;
constexpr std::size_t MostSlots = 16; ///< of which each costs a derivation

/// One way in: what is derived from the passphrase opens the master key.
struct Slot
{
    base::Bytes salt;
    crypto::ScryptCosts costs;
    base::Bytes nonce;
    base::Bytes sealedKey; ///< with its tag
};

Outcome<base::Bytes> hexOf(const Value& object, std::string_view name)
{
    base::Result<base::Bytes> bytes = base::fromHex(base::json::textOf(object, name));
    if (!bytes)
        return damaged(std::string(name));
    return std::move(*bytes);
}

std::uint64_t costOf(const Value& slot, std::string_view name)
{
    return static_cast<std::uint64_t>(std::max<std::int64_t>(integerOf(slot, name).value_or(0), 0));
}

/// Nonce and tag of something sealed: {"nonce": hex, "tag": hex}.
Outcome<void> readParams(const Value* params, base::Bytes& nonce, base::Bytes& sealed)
{
    if (!params || !params->isObject())
        return damaged("params");
    Outcome<base::Bytes> readNonce = hexOf(*params, "nonce");
    const Outcome<base::Bytes> tag = hexOf(*params, "tag");
    if (!readNonce)
        return readNonce.error();
    if (!tag)
        return tag.error();
    nonce = std::move(*readNonce);
    base::append(sealed, *tag);
    return {};
}

Outcome<Slot> slotOf(const Value& value)
{
    Slot slot;
    slot.costs = { costOf(value, "n"), costOf(value, "r"), costOf(value, "p") };
    if (const Outcome<void> checked = checkScrypt(slot.costs); !checked)
        return checked.error();
    Outcome<base::Bytes> salt = hexOf(value, "salt");
    Outcome<base::Bytes> key = hexOf(value, "key");
    if (!salt)
        return salt.error();
    if (!key)
        return key.error();
    slot.salt = std::move(*salt);
    slot.sealedKey = std::move(*key);
    const Outcome<void> read = readParams(value.member("key_params"), slot.nonce, slot.sealedKey);
    if (!read)
        return read.error();
    const bool isWhole = slot.nonce.size() == crypto::AeadNonceSize
        && slot.sealedKey.size() == crypto::AeadKeySize + crypto::AeadTagSize;
    if (!isWhole)
        return damaged("key"); // or it would look like a wrong passphrase
    return slot;
}

/// Slots of the phone's own keystore are of no use anywhere else.
Outcome<std::vector<Slot>> slotsOf(const Value& header)
{
    std::vector<Slot> ways;
    for (const Value& value : header.member("slots")->items) {
        if (integerOf(value, "type") != PassphraseSlot)
            continue;
        Outcome<Slot> slot = slotOf(value);
        if (!slot)
            return slot.error();
        ways.push_back(std::move(*slot));
    }
    if (ways.empty())
        return Failure { .refusal = Refusal::Unsupported, .obstacle = Obstacle::NoPassphraseSlot };
    if (ways.size() > MostSlots)
        return Failure { .refusal = Refusal::TooExpensive,
            .arguments = { "slots", std::to_string(MostSlots) } };
    return ways;
}

Outcome<crypto::SecretBytes> masterKey(const std::vector<Slot>& ways, const Request& request)
{
    for (const Slot& slot : ways) {
        if (request.stop.stop_requested())
            return Failure { .refusal = Refusal::Cancelled };
        const auto key =
            crypto::scrypt(request.passphrase->view(), slot.salt, slot.costs, crypto::AeadKeySize);
        if (!key)
            return failed(key.error());
        auto master = openSealedKey(*key, slot.nonce, slot.sealedKey);
        if (master)
            return std::move(*master);
        if (master.error().code != base::ErrorCode::Damaged)
            return failed(master.error());
    }
    return Failure { .refusal = Refusal::WrongPassphrase };
}

Match match(const Content& content)
{
    const Value* const file = content.json();
    const Value* const db = file ? file->member("db") : nullptr;
    const Value* const header = file ? file->member("header") : nullptr;
    const Value* const ways = header ? header->member("slots") : nullptr;
    return db && db->isText() && ways && ways->isArray() ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    const Value& file = *content.json();
    const Value& header = *file.member("header");
    if (const Outcome<void> checked = checkAegisVersion(file); !checked)
        return checked.error();
    const Outcome<std::vector<Slot>> ways = slotsOf(header);
    if (!ways)
        return ways.error();
    Outcome<base::Bytes> sealed = base64Of(base::json::textOf(file, "db"), "db");
    if (!sealed)
        return sealed.error();
    base::Bytes nonce;
    const Outcome<void> params = readParams(header.member("params"), nonce, *sealed);
    if (!params)
        return params.error();
    if (!request.passphrase)
        return Failure { .refusal = Refusal::PassphraseNeeded };
    const Outcome<crypto::SecretBytes> master = masterKey(*ways, request);
    if (!master)
        return master.error();
    // The passphrase was right: what does not open now is damaged.
    Outcome<crypto::WipedBytes> opened = openSealed(*master, nonce, *sealed, "db");
    if (!opened)
        return opened.error();
    const Content inner(std::move(*opened));
    if (!inner.json())
        return damaged("db");
    return readAegisContent(*inner.json());
}

constexpr std::string_view Marks[] = { "\"slots\"", "\"key_params\"", "\"nonce\"", "\"db\"" };

} // namespace
} // namespace aegis_json_encrypted

const Format AegisJsonEncrypted {
    .id = "aegis-json-encrypted",
    .program = "Aegis",
    .form = Form::Json,
    .isEncrypted = true,
    .match = aegis_json_encrypted::match,
    .read = aegis_json_encrypted::read,
    .marks = aegis_json_encrypted::Marks,
};

} // namespace transfer::readers
