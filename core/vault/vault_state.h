// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/body.h"
#include "core/vault/keys.h"
#include "core/vault/sealed_secret.h"
#include "core/vault/slots.h"

#include <functional>

namespace vault {

/// What a change works on: a copy of what is saved now. It becomes the vault once it is on disk.
struct Draft
{
    Header header;
    Body body;
    Stamp stamp; ///< of this change: later than every one in the body
};

/// One change of a vault. It takes nothing from an older body than the draft's, so that it can be
/// done again on a newer one; what it needs beside (new ids, sealed secrets) is made before it.
using Change = std::function<base::Result<void>(Draft&)>;

struct Vault::State
{
    std::string path; ///< as it was given
    std::string file; ///< the same with symbolic links resolved once
    Services services;
    Header header;
    MasterKeys keys;
    Body body;
    SlotKind openedBy = SlotKind::Unknown;

    base::Bytes ids() const { return joinIds(header.vault, header.key); }
    Draft draft() const;

    /// Does the change on a draft, saves it and makes it the vault; on failure all stays as it was.
    base::Result<void> apply(const Change& change);

    /// The file of a draft, whose save mark and header are brought up to date for it.
    base::Result<base::Bytes> fileOf(Draft& draft) const;

    SealContext sealContext() const;
    base::Result<crypto::SecretBytes> unsealSecret(const Account& account) const;
    base::Result<crypto::SecretBytes> unsealPin(const Account& account) const; ///< may be empty

    /// NoMatch unless there is an account in use of this id.
    base::Result<const Account*> inUse(const Id& id) const;
};

/// NoMatch, with the id as argument.
base::Error noSuchEntry(const Id& id);

/// RandomFailed: an id that should be new is taken. Going on would overwrite an entry.
base::Error repeatedRandom();

/// An id that no account has or had.
base::Result<Id> freshId(const Body& body, crypto::RandomSource& random);

/// The label a new slot is given.
QString slotLabel(SlotKind kind);

/// Puts a complete slot into header and body; RandomFailed if its id is taken, TooLarge if there
/// are too many.
base::Result<void> insertSlot(
    Draft& draft, const MadeSlot& made, const QString& label, std::int64_t created);

std::int64_t boundedMilliseconds(base::Time time);

} // namespace vault
