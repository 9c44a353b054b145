// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// New keys for an open vault.

#include "core/vault/backup_slots.h"
#include "core/vault/forgotten.h"
#include "core/vault/vault_state.h"

namespace vault {

namespace {

/// Takes out all slots, those too that only backups have.
void eraseSlots(Draft& draft)
{
    const std::vector<Slot> slotList = draft.header.slotList;
    for (const Slot& slot : slotList)
        eraseSlot(draft, slot.id);
    const std::map<Id, SlotRecord> records = draft.body.slotRecords;
    for (const auto& [id, record] : records)
        eraseSlot(draft, id);
}

} // namespace

base::Result<Vault::ChangedKeys> Vault::changeKeys(const Verification& verification,
    const Passphrase& passphrase, const crypto::Argon2Costs& costs)
{
    if (const base::Result<void> checked = check(verification); !checked)
        return checked.error();
    State& state = *m_state;
    const Id vaultId = state.header().vault;
    const Id formerKey = state.header().key;
    const base::Bytes formerIds = state.ids();
    base::Result<Generation> generation =
        makeGeneration(vaultId, passphrase, costs, state.services.random);
    if (!generation)
        return generation.error();
    const base::Bytes laterIds = joinIds(vaultId, generation->key);
    const SlotKeys slotKeys { laterIds, generation->keys.master.view(),
        generation->verification.view() };
    const base::Result<MadeSlot> forBackups = makeSlot({ SlotKind::Passphrase, backupCosts(costs) },
        passphrase.bytes.view(), slotKeys, state.services.random);
    if (!forBackups)
        return forBackups.error();
    const base::Result<RetirementProof> proof =
        retirementProof(state.keys.master.view(), formerIds);
    if (!proof)
        return proof.error();
    const base::Result<SealKeys> former =
        SealKeys::from(state.keys.seal.view(), verification.m_key.view(), formerIds);
    if (!former)
        return former.error();
    const base::Result<SealKeys> later = SealKeys::from(generation->keys.seal.view(),
        generation->verification.view(), joinIds(vaultId, generation->key));
    if (!later)
        return later.error();

    KeyChange keyChange { std::move(generation->keys), {} };
    Resealer resealer(*former, *later, keyChange.keys.hedge.view(), state.services.random);
    keyChange.renew = [&resealer](Body& body) {
        body.slotRecords.clear();
        body.verify.clear();
        return resealer.reseal(body);
    };
    const auto change = [&](Draft& draft) -> base::Result<void> {
        eraseSlots(draft);
        draft.header.key = generation->key;
        draft.body.retired.emplace(formerKey, *proof);
        if (const base::Result<void> resealed = resealer.reseal(draft.body); !resealed)
            return resealed;
        callOff(draft.body, draft.stamp);
        if (const base::Result<void> noted = state.note(draft, "keys-changed"); !noted)
            return noted;
        if (const base::Result<void> put = insertFirstSlots(draft, *generation); !put)
            return put;
        return insertBackupSlot(
            draft, *forBackups, generation->passphrase.slot.id, draft.stamp.milliseconds);
    };
    if (const base::Result<void> saved = state.apply(change, &keyChange); !saved)
        return saved.error();
    state.openedBy = SlotKind::Passphrase;
    return ChangedKeys { describe(generation->passphrase.slot, state.body()),
        std::move(generation->recoveryKey) };
}

} // namespace vault
