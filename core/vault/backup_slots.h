// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/vault_state.h"

namespace vault {

/// A slot's record says what it is for. One that is for backups alone lies in the body, so that a
/// backup can be made when nobody is there to type; only in a vault that was just restored from a
/// backup does it stand in the header, as the way in.
bool isForBackupsAlone(const SlotRecord& record);

/// The slots of a copy that open the vault itself: a backup has others besides.
std::vector<Slot> vaultSlots(const Header& header, const Body& body);

/// The slots that a backup gets: its own passphrase if it has one; else for each of the vault's the
/// one for backups with the same passphrase, and that of the vault until there is one; recovery
/// keys; no keyring.
std::vector<Slot> backupSlots(const Header& header, const Body& body);

/// The slot of the backups' own passphrase.
std::optional<Id> ownBackupSlot(const Header& header, const Body& body);

/// The slot for backups with the same passphrase as this slot of the vault.
std::optional<Slot> backupSlotOf(const Id& vaultSlot, const Header& header, const Body& body);

/// Three times the passes, since nobody waits for them; no more than a reader bears.
crypto::Argon2Costs backupCosts(crypto::Argon2Costs vaultSlot);

/// Puts in a slot for backups alone, in the place of those it follows: of the same slot of the
/// vault, or all where `of` is absent (an own passphrase). One in the header becomes the vault's.
base::Result<void> insertBackupSlot(
    Draft& draft, const MadeSlot& made, const std::optional<Id>& of, std::int64_t created);

/// Takes out the slots for backups that open with the same passphrase as this slot of the vault.
void eraseBackupSlotsOf(Draft& draft, const Id& vaultSlot);

/// Moves a slot for backups alone that stands in the header to where others of its kind are.
void moveToBody(Draft& draft, const Id& slot);

/// Brings in line what the records of the vault's passphrase slots say they are for.
void settleUses(Draft& draft);

} // namespace vault
