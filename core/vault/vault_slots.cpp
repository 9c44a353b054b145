// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The slots of an open vault: listing, adding, removing, and the verification they ask for.

#include "core/vault/recovery_key.h"
#include "core/vault/vault_state.h"

#include <algorithm>

namespace vault {

namespace {

bool isTyped(const Slot& slot)
{
    return slot.kind == SlotKind::Passphrase || slot.kind == SlotKind::Recovery;
}

/// Takes out the passphrase slots that open the vault; one for backups alone is another matter.
void erasePassphraseSlots(Draft& draft)
{
    const std::vector<Slot> slotList = draft.header.slotList;
    for (const Slot& slot : slotList) {
        const auto record = draft.body.slotRecords.find(slot.id);
        const bool opensVault =
            record == draft.body.slotRecords.end() || (record->second.use & UseVault) != 0;
        if (slot.kind == SlotKind::Passphrase && opensVault)
            eraseSlot(draft, slot.id);
    }
}

} // namespace

struct Verifier::Slots
{
    Header header;
    std::map<Id, WrappedKey> verify;
};

Verifier::Verifier(std::shared_ptr<const Slots> snapshot) : m_slots(std::move(snapshot)) { }

base::Result<Verification> Verifier::verify(const Opener& opener) const
{
    const base::Result<FittingSlot> fitting = findSlot(m_slots->header, opener);
    if (!fitting && fitting.error().code == base::ErrorCode::WrongPassphrase)
        return base::Error { base::ErrorCode::VerificationFailed, "no slot fits" };
    if (!fitting)
        return fitting.error();
    const auto wrapped = m_slots->verify.find(fitting->slot->id);
    if (wrapped == m_slots->verify.end())
        return base::Error { base::ErrorCode::Damaged, "no verification key", { "verify" } };
    const base::Bytes ids = joinIds(m_slots->header.vault, m_slots->header.key);
    base::Result<crypto::SecretBytes> key = unwrapVerification(*fitting, ids, wrapped->second);
    if (!key)
        return key.error();
    return Verification(std::move(*key), m_slots->header.key);
}

Verifier Vault::verifier() const
{
    return Verifier(std::make_shared<const Verifier::Slots>(
        Verifier::Slots { m_state->header(), m_state->body().verify }));
}

base::Result<Verification> Vault::verify(const Opener& opener) const
{
    return verifier().verify(opener);
}

base::Result<void> Vault::check(const Verification& verification) const
{
    if (verification.m_key.size() != KeySize)
        return base::Error { base::ErrorCode::VerificationFailed, "used up" };
    if (verification.m_generation != m_state->header().key)
        return base::Error { base::ErrorCode::VerificationFailed, "of former keys" };
    return {};
}

std::vector<SlotInfo> Vault::slotList() const
{
    std::vector<SlotInfo> list;
    for (const Slot& slot : m_state->header().slotList)
        list.push_back(describe(slot, m_state->body()));
    return list;
}

base::Result<SlotInfo> Vault::addSlot(
    const Verification& verification, const SlotWish& wish, base::ByteView typed)
{
    if (const base::Result<void> checked = check(verification); !checked)
        return checked.error();
    const base::Bytes ids = m_state->ids();
    const SlotKeys keys { ids, m_state->keys.master.view(), verification.m_key.view() };
    const base::Result<MadeSlot> made =
        makeSlot({ wish.kind, wish.costs }, typed, keys, m_state->services.random);
    if (!made)
        return made.error();
    const std::int64_t created = boundedMilliseconds(m_state->services.clock.now());
    const base::Result<void> saved = m_state->apply([&](Draft& draft) {
        if (wish.replacesPassphrases)
            erasePassphraseSlots(draft);
        return insertSlot(draft, *made, slotLabel(wish.kind), created);
    });
    if (!saved)
        return saved.error();
    return describe(made->slot, m_state->body());
}

base::Result<SlotInfo> Vault::changePassphrase(const Verification& verification,
    const Passphrase& passphrase, const crypto::Argon2Costs& costs)
{
    return addSlot(verification, { SlotKind::Passphrase, costs, true }, passphrase.bytes.view());
}

base::Result<SlotInfo> Vault::addPassphrase(const Verification& verification,
    const Passphrase& passphrase, const crypto::Argon2Costs& costs)
{
    return addSlot(verification, { SlotKind::Passphrase, costs, false }, passphrase.bytes.view());
}

base::Result<Vault::AddedRecovery> Vault::addRecovery(const Verification& verification)
{
    base::Result<RecoveryKey> key = newRecoveryKey(m_state->services.random);
    if (!key)
        return key.error();
    const base::Result<SlotInfo> slot =
        addSlot(verification, { SlotKind::Recovery, {}, false }, key->bytes.view());
    if (!slot)
        return slot.error();
    return AddedRecovery { *slot, std::move(*key) };
}

base::Result<void> Vault::removeSlot(const Verification& verification, const Id& slot)
{
    if (const base::Result<void> checked = check(verification); !checked)
        return checked.error();
    return m_state->apply([&slot](Draft& draft) -> base::Result<void> {
        const std::vector<Slot>& slotList = draft.header.slotList;
        const auto found = std::ranges::find(slotList, slot, &Slot::id);
        if (found == slotList.end())
            return noSuchEntry(slot);
        if (isTyped(*found) && std::ranges::count_if(slotList, isTyped) == 1)
            return base::Error { base::ErrorCode::LastSlot, "the last typed slot" };
        eraseSlot(draft, slot);
        return {};
    });
}

} // namespace vault
