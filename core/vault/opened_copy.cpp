// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/opened_copy.h"

#include "core/vault/backup_slots.h"
#include "core/vault/comparison.h"
#include "core/vault/counters.h"
#include "core/vault/device_id.h"
#include "core/vault/history.h"
#include "core/vault/merge.h"
#include "core/vault/move_codec.h"
#include "core/vault/registration_codec.h"
#include "core/vault/undo.h"

#include <sys/stat.h>

namespace vault {

struct OpenedCopy::State
{
    Snapshot copy;
    MasterKeys keys;
    SlotKind openedBy = SlotKind::Unknown;
};

struct VaultContent::Taken
{
    Id vault;
    Id key;
    Body body;
    crypto::SecretBytes sealKey;
};

namespace {

base::Error otherVault()
{
    return { base::ErrorCode::OtherVault, "another vault id" };
}

base::Error changedKeys()
{
    return { base::ErrorCode::KeysChanged, "another key id" };
}

bool exists(const std::string& path)
{
    struct stat status = {};
    return ::lstat(path.c_str(), &status) == 0;
}

/// Makes the slots of a backup those of a vault. One for backups alone stands in the header until
/// there is one of ordinary costs; those of the vault it was made of are not to be had.
void takeSlots(Header& header, Body& body)
{
    header.kind = FileKind::Vault;
    for (const Slot& slot : header.slotList) {
        const auto record = body.slotRecords.find(slot.id);
        if (record != body.slotRecords.end())
            record->second.json.clear();
    }
    const auto isLost = [&header](const auto& entry) {
        const bool isHere =
            std::ranges::find(header.slotList, entry.first, &Slot::id) != header.slotList.end();
        return !isHere && !isForBackupsAlone(entry.second);
    };
    // Without tombstones: another copy of the vault may have them still.
    const std::map<Id, SlotRecord> records = body.slotRecords;
    for (const auto& entry : records) {
        if (isLost(entry)) {
            body.slotRecords.erase(entry.first);
            body.verify.erase(entry.first);
        }
    }
}

/// This device's saves go on elsewhere, or went on after the backup: its numbers would be given out
/// twice.
base::Result<Id> deviceFor(const Body& body, const Services& services)
{
    if (!body.devices.contains(services.device))
        return services.device;
    if (services.stateFolder.empty())
        return Id::random(services.random);
    return renewDeviceId(services.stateFolder, services.random);
}

} // namespace

VaultContent::VaultContent(std::shared_ptr<const Taken> taken) : m_taken(std::move(taken)) { }

OpenedCopy::OpenedCopy(std::unique_ptr<State> state) : m_state(std::move(state)) { }
OpenedCopy::OpenedCopy(OpenedCopy&&) noexcept = default;
OpenedCopy& OpenedCopy::operator=(OpenedCopy&&) noexcept = default;
OpenedCopy::~OpenedCopy() = default;

base::Result<OpenedCopy> OpenedCopy::open(const std::string& path, const Opener& opener)
{
    base::Result<VaultFile> file = readVaultFile(path);
    if (!file)
        return file.error();
    base::Result<OpenedSlot> slot = openSlots(file->header, opener);
    if (!slot)
        return slot.error();
    base::Result<MasterKeys> keys =
        MasterKeys::from(std::move(slot->master), joinIds(file->header.vault, file->header.key));
    if (!keys)
        return keys.error();
    base::Result<Snapshot> copy = openSnapshot(std::move(*file), *keys);
    if (!copy)
        return copy.error();
    return OpenedCopy(
        std::make_unique<State>(State { std::move(*copy), std::move(*keys), slot->kind }));
}

base::Result<std::vector<JournalAnchor>> OpenedCopy::anchorsIn(
    const std::string& path, const Vault& vault)
{
    base::Result<VaultFile> file = readVaultFile(path);
    if (!file)
        return file.error();
    if (file->header.vault != vault.id())
        return otherVault();
    if (file->header.key != vault.key())
        return changedKeys();
    const base::Result<Snapshot> copy = openSnapshot(std::move(*file), vault.m_state->keys);
    if (!copy)
        return copy.error();
    const base::Time saved(std::chrono::milliseconds(copy->body.save.milliseconds));
    std::vector<JournalAnchor> anchors;
    for (const JournalHead& head : headsOf(copy->body.journal))
        anchors.push_back({ head, AnchorPlace::Backup, saved });
    return anchors;
}

OpenedCopy OpenedCopy::madeOf(Snapshot copy, MasterKeys keys)
{
    return OpenedCopy(
        std::make_unique<State>(State { std::move(copy), std::move(keys), SlotKind::Passphrase }));
}

const Id& OpenedCopy::vault() const
{
    return m_state->copy.header.vault;
}

const Id& OpenedCopy::key() const
{
    return m_state->copy.header.key;
}

SlotKind OpenedCopy::openedBy() const
{
    return m_state->openedBy;
}

bool OpenedCopy::isBackup() const
{
    return m_state->copy.header.kind == FileKind::Backup;
}

base::Time OpenedCopy::saved() const
{
    return base::Time(std::chrono::milliseconds(m_state->copy.body.save.milliseconds));
}

std::size_t OpenedCopy::accounts() const
{
    return countInUse(m_state->copy.body);
}

std::vector<Account> OpenedCopy::list() const
{
    return accountsIn(m_state->copy.body, false);
}

std::vector<BrokenEntry> OpenedCopy::brokenEntries() const
{
    std::vector<BrokenEntry> entries;
    for (const Quarantined& entry : m_state->copy.body.quarantined)
        entries.push_back({ entry.id, entry.reason });
    for (const base::Bytes& entry : m_state->copy.body.unreadRegistrations)
        entries.push_back({ idOfUnread(entry), "registration" });
    for (const base::Bytes& entry : m_state->copy.body.unreadMoves)
        entries.push_back({ idOfUnread(entry), "checklist" });
    return entries;
}

base::Result<VaultContent> OpenedCopy::contentOf(const std::string& vaultPath) const
{
    base::Result<VaultFile> file = readVaultFile(vaultPath);
    if (!file)
        return file.error();
    if (file->header.vault != vault())
        return otherVault();
    if (file->header.key != key())
        return changedKeys();
    base::Result<Snapshot> present = openSnapshot(std::move(*file), m_state->keys);
    if (!present)
        return present.error();
    base::Result<crypto::SecretBytes> seal = crypto::SecretBytes::copyOf(m_state->keys.seal.view());
    if (!seal)
        return seal.error();
    return VaultContent(std::make_shared<const VaultContent::Taken>(
        VaultContent::Taken { vault(), key(), std::move(present->body), std::move(*seal) }));
}

base::Result<Comparison> OpenedCopy::compareWith(const VaultContent& present) const
{
    const VaultContent::Taken& taken = *present.m_taken;
    if (taken.vault != vault())
        return otherVault();
    return compare({ taken.body, taken.sealKey.view() },
        { m_state->copy.body, m_state->keys.seal.view() }, "deleted");
}

base::Result<Comparison> OpenedCopy::previewOfMerge(const VaultContent& present) const
{
    const VaultContent::Taken& taken = *present.m_taken;
    if (taken.vault != vault())
        return otherVault();
    if (taken.key != key())
        return changedKeys();
    const Body merged = vault::merge(m_state->copy.body, taken.body);
    Comparison preview = compare(
        { taken.body, taken.sealKey.view() }, { merged, m_state->keys.seal.view() }, "added");
    for (const auto& [id, account] : m_state->copy.body.accounts) {
        if (!account.trashed && !merged.accounts.contains(id))
            preview.differences.push_back({ account, "deleted" });
    }
    return preview;
}

base::Result<Vault> OpenedCopy::restore(const std::string& path, const Services& services) const
{
    const base::Error alreadyThere { base::ErrorCode::VaultExists, "restore", { path } };
    if (exists(path))
        return alreadyThere;
    base::Result<crypto::SecretBytes> master =
        crypto::SecretBytes::copyOf(m_state->keys.master.view());
    if (!master)
        return master.error();
    base::Result<MasterKeys> keys = MasterKeys::from(std::move(*master), joinIds(vault(), key()));
    if (!keys)
        return keys.error();
    const base::Result<Id> device = deviceFor(m_state->copy.body, services);
    if (!device)
        return device.error();
    Snapshot taken { m_state->copy.header, m_state->copy.body, {} };
    takeSlots(taken.header, taken.body);
    auto state = std::make_unique<Vault::State>(Vault::State {
        path, path, services, std::move(*keys), m_state->openedBy, std::move(taken) });
    state->services.device = *device;
    Draft draft = state->draft();
    settleUses(draft);
    markCountersMaybeBehind(draft.body); // codes may have been used since
    if (const base::Result<void> noted = state->note(draft, "restored"); !noted)
        return noted.error();
    if (const base::Result<void> made = makeFolderOf(path); !made)
        return made.error();
    if (const base::Result<void> written = state->createAs(std::move(draft)); !written)
        return written.error();
    return Vault(std::move(state));
}

base::Result<VaultContent> Vault::content() const
{
    base::Result<crypto::SecretBytes> seal = crypto::SecretBytes::copyOf(m_state->keys.seal.view());
    if (!seal)
        return seal.error();
    return VaultContent(std::make_shared<const VaultContent::Taken>(
        VaultContent::Taken { id(), key(), m_state->body(), std::move(*seal) }));
}

namespace {

/// The registrations that an account had which comes back, apart from those that were removed by
/// themselves.
void bringBackRegistrations(Draft& draft, const Id& account, const Body& other)
{
    for (const auto& [id, former] : other.registrations) {
        const auto tomb = draft.body.tombs.find(id);
        const bool isRemoved = tomb != draft.body.tombs.end() && former.changed <= tomb->second;
        if (former.account != account || isRemoved)
            continue;
        PushRegistration registration = former;
        registration.changed = draft.stamp; // later than the tombstone of the account
        draft.body.registrations.emplace(id, std::move(registration));
    }
}

/// The same of the checklist.
void recordMergedMoves(Draft& draft, const std::map<Id, MoveEntry>& before)
{
    for (const auto& [id, entry] : draft.body.moves) {
        const auto former = before.find(id);
        if (former == before.end())
            recordMove(draft.body, draft.stamp, changeKind::Merge, id, nullptr);
        else if (!(former->second == entry))
            recordMove(draft.body, draft.stamp, changeKind::Merge, id, &former->second);
    }
    for (const auto& [id, entry] : before) {
        if (!draft.body.moves.contains(id))
            recordMove(draft.body, draft.stamp, changeKind::Merge, id, &entry);
    }
}

/// Notes what is not as before, so that undo takes the whole merge back.
void recordMerge(Draft& draft, const std::map<Id, Account>& before)
{
    for (const auto& [id, account] : draft.body.accounts) {
        const auto former = before.find(id);
        if (former == before.end())
            recordChange(draft.body, draft.stamp, changeKind::Merge, id, nullptr);
        else if (versionOf(former->second) != versionOf(account))
            recordChange(draft.body, draft.stamp, changeKind::Merge, id, &former->second);
    }
}

} // namespace

base::Result<void> Vault::mergeCopy(const OpenedCopy& copy, std::span<const Id> comingBack)
{
    if (copy.vault() != id())
        return otherVault();
    if (copy.key() != key())
        return changedKeys();
    const Snapshot& other = copy.m_state->copy;
    return m_state->apply([&](Draft& draft) -> base::Result<void> {
        const std::map<Id, Account> before = draft.body.accounts;
        const std::map<Id, MoveEntry> movesBefore = draft.body.moves;
        if (const base::Result<void> merged = m_state->mergeInto(draft, other.body); !merged)
            return merged;
        draft.header.slotList =
            mergeSlots(vaultSlots(other.header, other.body), draft.header.slotList, draft.body);
        for (const Id& wanted : comingBack) {
            const auto found = other.body.accounts.find(wanted);
            if (found == other.body.accounts.end() || draft.body.accounts.contains(wanted))
                continue;
            Account account = found->second;
            account.changed = draft.stamp; // later than its tombstone
            account.trashed.reset();
            takeCounter(draft.body, account);
            draft.body.accounts.emplace(wanted, std::move(account));
            bringBackRegistrations(draft, wanted, other.body);
        }
        recordMerge(draft, before);
        recordMergedMoves(draft, movesBefore);
        settleUses(draft);
        return {};
    });
}

} // namespace vault
