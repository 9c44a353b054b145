// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/backup_slots.h"

#include "core/vault/merge.h"
#include "core/vault/slots.h"

#include <algorithm>

namespace vault {

namespace {

constexpr std::uint32_t BackupFactor = 3;

const SlotRecord* recordOf(const Id& slot, const Body& body)
{
    const auto found = body.slotRecords.find(slot);
    return found == body.slotRecords.end() ? nullptr : &found->second;
}

bool isInHeader(const Id& slot, const Header& header)
{
    return std::ranges::find(header.slotList, slot, &Slot::id) != header.slotList.end();
}

bool isApart(const Id& slot, const Body& body)
{
    const SlotRecord* const record = recordOf(slot, body);
    return record && isForBackupsAlone(*record);
}

std::optional<Slot> slotOfRecord(const Id& id, const SlotRecord& record, const Header& header)
{
    const auto inHeader = std::ranges::find(header.slotList, id, &Slot::id);
    std::optional<Slot> slot =
        inHeader != header.slotList.end() ? *inHeader : slotFromText(record.json);
    if (!slot || slot->id != id || slot->kind != SlotKind::Passphrase)
        return {};
    return slot;
}

/// The passphrase slot for backups alone with this `of` that was made last: two copies of a vault
/// may each have made one before they were merged.
std::optional<Slot> latestApart(const std::optional<Id>& of, const Header& header, const Body& body)
{
    std::optional<Slot> latest;
    std::int64_t created = 0;
    for (const auto& [id, record] : body.slotRecords) {
        if (!isForBackupsAlone(record) || record.of != of || (latest && record.created < created))
            continue;
        if (std::optional<Slot> slot = slotOfRecord(id, record, header)) {
            latest = std::move(slot);
            created = record.created;
        }
    }
    return latest;
}

/// What opens a backup because this slot of the header opens the vault.
std::optional<Slot> inBackup(const Slot& slot, const Header& header, const Body& body)
{
    const SlotRecord* const record = recordOf(slot.id, body);
    const bool isForBackups = !record || (record->use & UseBackup) != 0;
    switch (slot.kind) {
    case SlotKind::Passphrase:
        // Whether it is in backups follows from what else is there: after a merge with an older
        // copy its own record may be out of date.
        if (std::optional<Slot> apart = latestApart(slot.id, header, body))
            return apart;
        return slot;
    case SlotKind::Recovery:
        return isForBackups ? std::optional(slot) : std::nullopt;
    case SlotKind::Unknown:
        return record && isForBackups ? std::optional(slot) : std::nullopt;
    case SlotKind::Keyring:
        break;
    }
    return {};
}

} // namespace

bool isForBackupsAlone(const SlotRecord& record)
{
    return (record.use & (UseVault | UseBackup)) == UseBackup;
}

std::vector<Slot> vaultSlots(const Header& header, const Body& body)
{
    std::vector<Slot> chosen;
    std::ranges::copy_if(header.slotList, std::back_inserter(chosen),
        [&body](const Slot& slot) { return !isApart(slot.id, body); });
    return chosen;
}

std::vector<Slot> backupSlots(const Header& header, const Body& body)
{
    std::vector<Slot> chosen;
    const std::optional<Slot> own = latestApart({}, header, body);
    if (own)
        chosen.push_back(*own);
    for (const Slot& slot : header.slotList) {
        if (slot.kind == SlotKind::Passphrase && own)
            continue;
        if (const std::optional<Slot> taken = inBackup(slot, header, body))
            chosen.push_back(*taken);
    }
    if (std::ranges::none_of(chosen, isTyped)) // one that nobody can open is none
        std::ranges::copy_if(header.slotList, std::back_inserter(chosen), isTyped);
    return mergeSlots(chosen, {}, body);
}

std::optional<Id> ownBackupSlot(const Header& header, const Body& body)
{
    const std::optional<Slot> own = latestApart({}, header, body);
    return own ? std::optional(own->id) : std::nullopt;
}

std::optional<Slot> backupSlotOf(const Id& vaultSlot, const Header& header, const Body& body)
{
    return latestApart(vaultSlot, header, body);
}

crypto::Argon2Costs backupCosts(crypto::Argon2Costs vaultSlot)
{
    crypto::Argon2Costs costs = vaultSlot;
    for (std::uint32_t factor = BackupFactor; factor > 1; --factor) {
        costs.passes = vaultSlot.passes * factor;
        if (areCostsBearable(costs))
            return costs;
    }
    return vaultSlot;
}

void eraseBackupSlotsOf(Draft& draft, const Id& vaultSlot)
{
    const std::map<Id, SlotRecord> records = draft.body.slotRecords;
    for (const auto& [id, record] : records) {
        if (isForBackupsAlone(record) && record.of == vaultSlot)
            eraseSlot(draft, id);
    }
}

void moveToBody(Draft& draft, const Id& slot)
{
    const auto inHeader = std::ranges::find(draft.header.slotList, slot, &Slot::id);
    const auto record = draft.body.slotRecords.find(slot);
    if (inHeader == draft.header.slotList.end() || record == draft.body.slotRecords.end())
        return;
    record->second.json = slotToText(*inHeader);
    draft.header.slotList.erase(inHeader);
}

base::Result<void> insertBackupSlot(
    Draft& draft, const MadeSlot& made, const std::optional<Id>& of, std::int64_t created)
{
    if (isInHeader(made.slot.id, draft.header) || recordOf(made.slot.id, draft.body))
        return repeatedRandom();
    const std::map<Id, SlotRecord> records = draft.body.slotRecords;
    for (const auto& [id, record] : records) {
        if (!isForBackupsAlone(record) || (of && record.of != of))
            continue;
        if (isInHeader(id, draft.header))
            draft.body.slotRecords[id].use = UseVault; // it is the way into a restored vault
        else
            eraseSlot(draft, id);
    }
    SlotRecord record;
    record.use = UseBackup;
    record.label = slotLabel(SlotKind::Passphrase);
    record.created = created;
    record.json = slotToText(made.slot);
    record.of = of;
    draft.body.slotRecords.emplace(made.slot.id, std::move(record));
    draft.body.verify.emplace(made.slot.id, made.verify);
    settleUses(draft);
    return {};
}

void settleUses(Draft& draft)
{
    const bool hasOwn = ownBackupSlot(draft.header, draft.body).has_value();
    for (const Slot& slot : draft.header.slotList) {
        const auto record = draft.body.slotRecords.find(slot.id);
        if (slot.kind != SlotKind::Passphrase || record == draft.body.slotRecords.end()
            || isForBackupsAlone(record->second))
            continue;
        const bool isReplaced = hasOwn || backupSlotOf(slot.id, draft.header, draft.body);
        record->second.use =
            isReplaced ? record->second.use & ~UseBackup : record->second.use | UseBackup;
    }
}

} // namespace vault
