// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/slot_upkeep.h"

#include "core/vault/backup_slots.h"

#include <algorithm>

namespace vault {

namespace {

std::uint64_t workOf(const crypto::Argon2Costs& costs)
{
    return std::uint64_t { costs.memoryKiB } * costs.passes;
}

bool isWorthRaising(const crypto::Argon2Costs& slot, const crypto::Argon2Costs& costs)
{
    if (costs.memoryKiB < slot.memoryKiB || workOf(costs) <= workOf(slot))
        return false;
    return slot.memoryKiB < SmallestCosts.memoryKiB || slot.passes < SmallestCosts.passes
        || workOf(slot) < workOf(costs) / 2;
}

/// What a vault's slot costs whose backups' slot costs this: the reverse of backupCosts().
crypto::Argon2Costs vaultCosts(crypto::Argon2Costs backupSlot)
{
    backupSlot.passes = std::max(backupSlot.passes / 3, 1U);
    return backupSlot;
}

} // namespace

struct SlotUpkeep::Snapshot
{
    Header header;
    Body body; ///< without anything but slots
    crypto::Argon2Costs costs;
    crypto::RandomSource& random;
};

struct SlotChange::Made
{
    Id key; ///< of the vault's keys
    Id former; ///< the slot that was opened
    std::optional<MadeSlot> vaultSlot = {}; ///< in its place, or beside a restored one
    std::optional<MadeSlot> backupSlot = {};
};

namespace {

/// What is to be made for one passphrase slot of the header.
struct Need
{
    std::optional<crypto::Argon2Costs> vaultSlot = {};
    std::optional<crypto::Argon2Costs> backupSlot = {};
};

Need needOf(
    const Slot& slot, const Header& header, const Body& body, const crypto::Argon2Costs& costs)
{
    Need need;
    const auto record = body.slotRecords.find(slot.id);
    if (record != body.slotRecords.end() && isForBackupsAlone(record->second)) {
        const crypto::Argon2Costs former = vaultCosts(slot.costs);
        need.vaultSlot = workOf(costs) > workOf(former) ? costs : former;
        return need; // the restored one is the backups' slot from now on
    }
    if (isWorthRaising(slot.costs, costs))
        need.vaultSlot = costs;
    if (ownBackupSlot(header, body))
        return need;
    const crypto::Argon2Costs wanted = backupCosts(need.vaultSlot.value_or(slot.costs));
    const std::optional<Slot> present = backupSlotOf(slot.id, header, body);
    if (!present || workOf(present->costs) < workOf(wanted))
        need.backupSlot = wanted;
    return need;
}

/// Puts a new slot of the vault beside the one that came with a backup and goes back to where such
/// slots are.
base::Result<void> completeRestored(
    Draft& draft, const Id& former, const MadeSlot& made, std::int64_t created)
{
    SlotRecord& record = draft.body.slotRecords.at(former);
    if (record.of)
        record.of = made.slot.id;
    const QString label = record.label;
    moveToBody(draft, former);
    return insertSlot(draft, made, label, created);
}

base::Result<void> replaceSlot(Draft& draft, const Id& former, const MadeSlot& made)
{
    SlotRecord record = draft.body.slotRecords.at(former);
    eraseSlot(draft, former);
    if (const auto inserted = insertSlot(draft, made, record.label, record.created); !inserted)
        return inserted;
    draft.body.slotRecords[made.slot.id] = std::move(record);
    for (auto& [id, other] : draft.body.slotRecords) {
        if (other.of == former)
            other.of = made.slot.id; // the passphrase is the same
    }
    return {};
}

} // namespace

SlotUpkeep::SlotUpkeep(std::shared_ptr<const Snapshot> snapshot) : m_snapshot(std::move(snapshot))
{ }

bool SlotUpkeep::isNeeded() const
{
    const Snapshot& snapshot = *m_snapshot;
    return std::ranges::any_of(snapshot.header.slotList, [&snapshot](const Slot& slot) {
        if (slot.kind != SlotKind::Passphrase)
            return false;
        const Need need = needOf(slot, snapshot.header, snapshot.body, snapshot.costs);
        return need.vaultSlot || need.backupSlot;
    });
}

base::Result<SlotChange> SlotUpkeep::run(const Opener& opener) const
{
    const Snapshot& snapshot = *m_snapshot;
    const auto* const passphrase = std::get_if<Passphrase>(&opener);
    if (!passphrase || !isNeeded())
        return SlotChange {};
    const base::Result<FittingSlot> fitting = findSlot(snapshot.header, opener);
    if (!fitting)
        return fitting.error();
    const Need need = needOf(*fitting->slot, snapshot.header, snapshot.body, snapshot.costs);
    if (!need.vaultSlot && !need.backupSlot)
        return SlotChange {};
    const base::Bytes ids = joinIds(snapshot.header.vault, snapshot.header.key);
    const base::Result<crypto::SecretBytes> master = unwrapMaster(*fitting, ids);
    if (!master)
        return master.error();
    const base::Result<crypto::SecretBytes> verification =
        verificationKey(*fitting, snapshot.header, snapshot.body.verify);
    if (!verification)
        return verification.error();
    const SlotKeys keys { ids, master->view(), verification->view() };
    SlotChange::Made made { snapshot.header.key, fitting->slot->id };
    const auto make = [&](const std::optional<crypto::Argon2Costs>& costs,
                          std::optional<MadeSlot>& out) -> base::Result<void> {
        if (!costs)
            return {};
        const base::Result<MadeSlot> slot = makeSlot(
            { SlotKind::Passphrase, *costs }, passphrase->bytes.view(), keys, snapshot.random);
        if (!slot)
            return slot.error();
        out = *slot;
        return {};
    };
    if (const base::Result<void> done = make(need.vaultSlot, made.vaultSlot); !done)
        return done.error();
    if (const base::Result<void> done = make(need.backupSlot, made.backupSlot); !done)
        return done.error();
    SlotChange change;
    change.m_made = std::make_shared<const SlotChange::Made>(std::move(made));
    return change;
}

SlotUpkeep Vault::slotUpkeep(const crypto::Argon2Costs& costs) const
{
    Body slotsOnly;
    slotsOnly.slotRecords = m_state->body().slotRecords;
    slotsOnly.verify = m_state->body().verify;
    return SlotUpkeep(std::make_shared<const SlotUpkeep::Snapshot>(SlotUpkeep::Snapshot {
        m_state->header(), std::move(slotsOnly), costs, m_state->services.random }));
}

base::Result<bool> Vault::take(const SlotChange& change)
{
    if (change.isEmpty() || change.m_made->key != m_state->header().key)
        return false;
    const SlotChange::Made& made = *change.m_made;
    const std::int64_t now = boundedMilliseconds(m_state->services.clock.now());
    const base::Result<void> saved = m_state->apply([&](Draft& draft) -> base::Result<void> {
        const auto record = draft.body.slotRecords.find(made.former);
        const bool isThere = record != draft.body.slotRecords.end()
            && std::ranges::find(draft.header.slotList, made.former, &Slot::id)
                != draft.header.slotList.end();
        if (!isThere) // removed meanwhile: its passphrase is not to come back
            return base::Error { base::ErrorCode::NothingToDo, "the slot is gone" };
        if (made.vaultSlot) {
            const base::Result<void> put = isForBackupsAlone(record->second)
                ? completeRestored(draft, made.former, *made.vaultSlot, now)
                : replaceSlot(draft, made.former, *made.vaultSlot);
            if (!put)
                return put;
        }
        const Id present = made.vaultSlot ? made.vaultSlot->slot.id : made.former;
        if (made.backupSlot && !ownBackupSlot(draft.header, draft.body))
            return insertBackupSlot(draft, *made.backupSlot, present, now);
        settleUses(draft);
        return {};
    });
    if (!saved && saved.error().code == base::ErrorCode::NothingToDo)
        return false;
    if (!saved)
        return saved.error();
    return true;
}

} // namespace vault
