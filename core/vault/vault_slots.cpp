// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The slots of an open vault: listing, adding, removing, and the verification they ask for.

#include "core/vault/backup_slots.h"
#include "core/vault/forgotten.h"
#include "core/vault/recovery_key.h"
#include "core/vault/vault_state.h"

#include <algorithm>

namespace vault {

namespace {

/// Takes out the passphrase slots that open the vault, and those for backups with the same
/// passphrases; the backups' own passphrase is another matter.
void erasePassphraseSlots(Draft& draft)
{
    const std::vector<Slot> slotList = draft.header.slotList;
    for (const Slot& slot : slotList) {
        if (slot.kind != SlotKind::Passphrase)
            continue;
        const auto record = draft.body.slotRecords.find(slot.id);
        const bool isOwnOfBackups = record != draft.body.slotRecords.end()
            && isForBackupsAlone(record->second) && !record->second.of;
        if (isOwnOfBackups) {
            moveToBody(draft, slot.id);
            continue;
        }
        eraseBackupSlotsOf(draft, slot.id);
        eraseSlot(draft, slot.id);
    }
}

} // namespace

base::Result<crypto::SecretBytes> verificationKey(
    const FittingSlot& fitting, const Header& header, const std::map<Id, WrappedKey>& wraps)
{
    const auto wrapped = wraps.find(fitting.slot->id);
    if (wrapped == wraps.end())
        return base::Error { base::ErrorCode::Damaged, "no verification key", { "verify" } };
    return unwrapVerification(fitting, joinIds(header.vault, header.key), wrapped->second);
}

SlotInfo describeBackupSlot(const Id& slot, const Body& body)
{
    Slot shown;
    shown.id = slot;
    shown.kind = SlotKind::Passphrase;
    SlotInfo info = describe(shown, body);
    info.opensVault = false;
    return info;
}

struct Verifier::Slots
{
    Header header;
    std::map<Id, WrappedKey> verify;
};

Verifier::Verifier(std::shared_ptr<const Slots> snapshot) : m_slots(std::move(snapshot)) { }

base::Result<Verification> Verifier::verify(const Opener& opener) const
{
    if (std::holds_alternative<KeyringSecret>(opener))
        return base::Error { base::ErrorCode::VerificationFailed, "a keyring verifies nothing" };
    const base::Result<FittingSlot> fitting = findSlot(m_slots->header, opener);
    if (!fitting && fitting.error().code == base::ErrorCode::WrongPassphrase)
        return base::Error { base::ErrorCode::VerificationFailed, "no slot fits" };
    if (!fitting)
        return fitting.error();
    base::Result<crypto::SecretBytes> key =
        verificationKey(*fitting, m_slots->header, m_slots->verify);
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
    const std::optional<Id> own = ownBackupSlot(m_state->header(), m_state->body());
    const bool isListed = own && std::ranges::find(list, *own, &SlotInfo::id) != list.end();
    if (own && !isListed)
        list.push_back(describeBackupSlot(*own, m_state->body()));
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
    std::optional<MadeSlot> forBackups;
    if (wish.kind == SlotKind::Passphrase && !hasBackupPassphrase()) {
        const base::Result<MadeSlot> other =
            makeSlot({ wish.kind, backupCosts(wish.costs) }, typed, keys, m_state->services.random);
        if (!other)
            return other.error();
        forBackups = *other;
    }
    const std::int64_t created = boundedMilliseconds(m_state->services.clock.now());
    const base::Result<void> saved = m_state->apply([&](Draft& draft) -> base::Result<void> {
        if (wish.replacesPassphrases)
            erasePassphraseSlots(draft);
        if (wish.kind == SlotKind::Passphrase)
            callOff(draft.body, draft.stamp); // it is not forgotten
        if (const auto put = insertSlot(draft, *made, slotLabel(wish.kind), created); !put)
            return put;
        if (forBackups && !ownBackupSlot(draft.header, draft.body))
            return insertBackupSlot(draft, *forBackups, made->slot.id, created);
        settleUses(draft);
        return {};
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

base::Result<SlotInfo> Vault::setBackupPassphrase(const Verification& verification,
    const Passphrase& passphrase, const crypto::Argon2Costs& costs)
{
    if (const base::Result<void> checked = check(verification); !checked)
        return checked.error();
    const base::Bytes ids = m_state->ids();
    const SlotKeys keys { ids, m_state->keys.master.view(), verification.m_key.view() };
    const base::Result<MadeSlot> made = makeSlot({ SlotKind::Passphrase, backupCosts(costs) },
        passphrase.bytes.view(), keys, m_state->services.random);
    if (!made)
        return made.error();
    const std::int64_t created = boundedMilliseconds(m_state->services.clock.now());
    const base::Result<void> saved =
        m_state->apply([&](Draft& draft) { return insertBackupSlot(draft, *made, {}, created); });
    if (!saved)
        return saved.error();
    return describeBackupSlot(made->slot.id, m_state->body());
}

bool Vault::hasBackupPassphrase() const
{
    return ownBackupSlot(m_state->header(), m_state->body()).has_value();
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

base::Result<Vault::AddedKeyring> Vault::addKeyring(const Verification& verification)
{
    base::Result<crypto::SecretBytes> secret = m_state->services.random.secret(KeySize);
    if (!secret)
        return secret.error();
    const base::Result<SlotInfo> slot =
        addSlot(verification, { SlotKind::Keyring, {}, false }, secret->view());
    if (!slot)
        return slot.error();
    return AddedKeyring { *slot, { std::move(*secret) } };
}

base::Result<void> Vault::removeSlot(const Verification& verification, const Id& slot)
{
    if (const base::Result<void> checked = check(verification); !checked)
        return checked.error();
    return m_state->apply([&slot](Draft& draft) -> base::Result<void> {
        const std::vector<Slot>& slotList = draft.header.slotList;
        const auto found = std::ranges::find(slotList, slot, &Slot::id);
        const auto record = draft.body.slotRecords.find(slot);
        const bool isForBackups = found == slotList.end() && record != draft.body.slotRecords.end()
            && isForBackupsAlone(record->second);
        if (found == slotList.end() && !isForBackups)
            return noSuchEntry(slot);
        if (!isForBackups && isTyped(*found) && std::ranges::count_if(slotList, isTyped) == 1)
            return base::Error { base::ErrorCode::LastSlot, "the last typed slot" };
        eraseBackupSlotsOf(draft, slot);
        eraseSlot(draft, slot);
        settleUses(draft);
        return {};
    });
}

} // namespace vault
