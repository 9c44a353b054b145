// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/header.h"
#include "core/vault/keys.h"
#include "core/vault/passphrase.h"

namespace vault {

/// Whether it opens with what somebody types or has written down.
bool isTyped(const Slot& slot);

/// The secret that typed bytes (of a passphrase or recovery key, as the slot's kind says) give for
/// one slot: Argon2id of the passphrase, the recovery key as it is. Takes as long as the slot's
/// costs say; OutOfMemory if they cannot be met.
base::Result<crypto::SecretBytes> slotSecret(const Slot& slot, base::ByteView typed);

/// What a slot is made with.
struct NewSlot
{
    SlotKind kind = SlotKind::Passphrase;
    crypto::Argon2Costs costs; ///< for a passphrase
};

/// A slot, and the verification key wrapped for it. Both are needed for a slot to be complete, but
/// one of a keyring has no second part: nobody has to be there for it to open.
struct MadeSlot
{
    Slot slot;
    WrappedKey verify = {};
};

/// The keys a new slot wraps, and the ids they belong to.
struct SlotKeys
{
    base::ByteView ids;
    base::ByteView master;
    base::ByteView verification;
};

/// Makes a slot with a new id and salt that opens with the typed bytes. InvalidField ("costs") if
/// no reader would accept them.
base::Result<MadeSlot> makeSlot(
    const NewSlot& wish, base::ByteView typed, const SlotKeys& keys, crypto::RandomSource& random);

/// The master key, by the first slot that the opener fits, and that slot's kind.
struct OpenedSlot
{
    crypto::SecretBytes master;
    SlotKind kind = SlotKind::Unknown;
};
/// WrongPassphrase if the opener fits no slot; Damaged if it fits one whose wrap is broken.
base::Result<OpenedSlot> openSlots(const Header& header, const Opener& opener);

/// Finds the slot that fits and hands its secret on: the first half of a verification.
struct FittingSlot
{
    const Slot* slot = nullptr;
    crypto::SecretBytes secret;
};
base::Result<FittingSlot> findSlot(const Header& header, const Opener& opener);

/// The master key from the slot's wrap; Damaged ("slot") if that is broken.
base::Result<crypto::SecretBytes> unwrapMaster(const FittingSlot& fitting, base::ByteView ids);

/// The verification key from its wrap; Damaged ("verify") if that is broken.
base::Result<crypto::SecretBytes> unwrapVerification(
    const FittingSlot& fitting, base::ByteView ids, const WrappedKey& wrapped);

} // namespace vault
