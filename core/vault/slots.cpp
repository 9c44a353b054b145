// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/slots.h"

#include "core/crypto/aead.h"
#include "core/vault/zero_nonce.h"

#include <algorithm>

namespace vault {

namespace {

std::uint8_t kindByte(SlotKind kind)
{
    switch (kind) {
    case SlotKind::Passphrase:
        return 1;
    case SlotKind::Recovery:
        return 2;
    case SlotKind::Keyring:
        return 3;
    case SlotKind::Unknown:
        break;
    }
    return 0;
}

/// Binds a slot's keys to vault, slot and costs: an altered cost gives another key.
base::Bytes slotContext(const Slot& slot, base::ByteView ids)
{
    base::Bytes context(ids.begin(), ids.end());
    base::append(context, slot.id.view());
    context.push_back(kindByte(slot.kind));
    base::appendU32(context, slot.costs.memoryKiB);
    base::appendU32(context, slot.costs.passes);
    base::appendU32(context, slot.costs.lanes);
    return context;
}

SlotKind kindOf(const Opener& opener)
{
    if (std::holds_alternative<KeyringSecret>(opener))
        return SlotKind::Keyring;
    return std::holds_alternative<Passphrase>(opener) ? SlotKind::Passphrase : SlotKind::Recovery;
}

base::ByteView typedBytes(const Opener& opener)
{
    return std::visit([](const auto& typed) { return typed.bytes.view(); }, opener);
}

/// What could not be opened again is not made.
base::Error unbearable(const crypto::Argon2Costs& costs)
{
    return { base::ErrorCode::InvalidField, "costs of a slot",
        { "costs", std::to_string(costs.memoryKiB) + " KiB, " + std::to_string(costs.passes),
            "at most 1 GiB, 16 GiB for all passes together, 16 lanes" } };
}

/// Wrapping key and commitment, 64 bytes.
base::Result<crypto::SecretBytes> wrappingKeys(
    const Slot& slot, base::ByteView secret, base::ByteView ids)
{
    return derive(secret, slot.salt, "slot", slotContext(slot, ids), 64);
}

base::Result<crypto::SecretBytes> verifyKey(
    const Slot& slot, base::ByteView secret, base::ByteView ids)
{
    return derive(secret, slot.salt, "verify", slotContext(slot, ids));
}

base::Result<WrappedKey> wrap(base::ByteView key, base::ByteView context, base::ByteView content)
{
    WrappedKey wrapped = {};
    const base::Result<void> done =
        crypto::aeadSeal(key.first<crypto::AeadKeySize>(), ZeroNonce, context, content, wrapped);
    if (!done)
        return done.error();
    return wrapped;
}

base::Result<crypto::SecretBytes> unwrap(
    base::ByteView key, base::ByteView context, const WrappedKey& wrapped)
{
    base::Result<crypto::SecretBytes> content = crypto::SecretBytes::ofSize(KeySize);
    if (!content)
        return content;
    const base::Result<void> opened = crypto::aeadOpen(
        key.first<crypto::AeadKeySize>(), ZeroNonce, context, wrapped, content->bytes());
    if (!opened)
        return opened.error();
    return content;
}

} // namespace

bool isTyped(const Slot& slot)
{
    return slot.kind == SlotKind::Passphrase || slot.kind == SlotKind::Recovery;
}

base::Result<crypto::SecretBytes> slotSecret(const Slot& slot, base::ByteView typed)
{
    if (slot.kind == SlotKind::Passphrase)
        return crypto::argon2id(typed, slot.salt, slot.costs, KeySize);
    return crypto::SecretBytes::copyOf(typed);
}

base::Result<MadeSlot> makeSlot(
    const NewSlot& wish, base::ByteView typed, const SlotKeys& keys, crypto::RandomSource& random)
{
    if (wish.kind == SlotKind::Passphrase && !areCostsBearable(wish.costs))
        return unbearable(wish.costs);
    MadeSlot made;
    made.slot.kind = wish.kind;
    made.slot.costs = wish.kind == SlotKind::Passphrase ? wish.costs : crypto::Argon2Costs {};
    const base::Result<Id> id = Id::random(random);
    if (!id)
        return id.error();
    made.slot.id = *id;
    if (const base::Result<void> filled = random.fill(made.slot.salt); !filled)
        return filled.error();

    const base::Result<crypto::SecretBytes> secret = slotSecret(made.slot, typed);
    if (!secret)
        return secret.error();
    const base::Result<crypto::SecretBytes> wrapping =
        wrappingKeys(made.slot, secret->view(), keys.ids);
    if (!wrapping)
        return wrapping.error();
    const base::Bytes context = slotContext(made.slot, keys.ids);
    const base::Result<WrappedKey> master =
        wrap(wrapping->view().first(KeySize), context, keys.master);
    if (!master)
        return master.error();
    std::ranges::copy(wrapping->view().subspan(KeySize), made.slot.commitment.begin());
    made.slot.wrapped = *master;
    if (made.slot.kind == SlotKind::Keyring)
        return made;
    const base::Result<crypto::SecretBytes> verifying =
        verifyKey(made.slot, secret->view(), keys.ids);
    if (!verifying)
        return verifying.error();
    const base::Result<WrappedKey> verify = wrap(verifying->view(), context, keys.verification);
    if (!verify)
        return verify.error();
    made.verify = *verify;
    return made;
}

base::Result<FittingSlot> findSlot(const Header& header, const Opener& opener)
{
    const base::Bytes ids = joinIds(header.vault, header.key);
    for (const Slot& slot : header.slotList) {
        if (slot.kind != kindOf(opener))
            continue;
        base::Result<crypto::SecretBytes> secret = slotSecret(slot, typedBytes(opener));
        if (!secret)
            return secret.error();
        const base::Result<crypto::SecretBytes> keys = wrappingKeys(slot, secret->view(), ids);
        if (!keys)
            return keys.error();
        if (crypto::equalInConstantTime(keys->view().subspan(KeySize), slot.commitment))
            return FittingSlot { &slot, std::move(*secret) };
    }
    return base::Error { base::ErrorCode::WrongPassphrase, "no slot fits" };
}

base::Result<OpenedSlot> openSlots(const Header& header, const Opener& opener)
{
    const base::Result<FittingSlot> fitting = findSlot(header, opener);
    if (!fitting)
        return fitting.error();
    base::Result<crypto::SecretBytes> master =
        unwrapMaster(*fitting, joinIds(header.vault, header.key));
    if (!master)
        return master.error();
    return OpenedSlot { std::move(*master), fitting->slot->kind };
}

base::Result<crypto::SecretBytes> unwrapMaster(const FittingSlot& fitting, base::ByteView ids)
{
    const base::Result<crypto::SecretBytes> keys =
        wrappingKeys(*fitting.slot, fitting.secret.view(), ids);
    if (!keys)
        return keys.error();
    base::Result<crypto::SecretBytes> master =
        unwrap(keys->view().first(KeySize), slotContext(*fitting.slot, ids), fitting.slot->wrapped);
    if (!master && master.error().code == base::ErrorCode::Damaged)
        return base::Error { base::ErrorCode::Damaged, "slot: wrap", { "slot" } };
    return master;
}

base::Result<crypto::SecretBytes> unwrapVerification(
    const FittingSlot& fitting, base::ByteView ids, const WrappedKey& wrapped)
{
    const base::Result<crypto::SecretBytes> key =
        verifyKey(*fitting.slot, fitting.secret.view(), ids);
    if (!key)
        return key.error();
    base::Result<crypto::SecretBytes> verification =
        unwrap(key->view(), slotContext(*fitting.slot, ids), wrapped);
    if (!verification && verification.error().code == base::ErrorCode::Damaged)
        return base::Error { base::ErrorCode::Damaged, "slot: verify", { "verify" } };
    return verification;
}

} // namespace vault
