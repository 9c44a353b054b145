// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/atomic_file.h"
#include "core/base/file_lock.h"
#include "core/vault/body.h"
#include "core/vault/generation.h"
#include "core/vault/journal_entry.h"
#include "core/vault/keys.h"
#include "core/vault/sealed_secret.h"
#include "core/vault/seen_state.h"
#include "core/vault/slots.h"
#include "core/vault/vault_file.h"

#include <functional>
#include <stop_token>

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

/// One saved state of a vault, opened.
struct Snapshot
{
    Header header;
    Body body;
    base::Bytes mark; ///< the file's preamble: its checksum tells one save from every other
};

/// What a save needs that gives a vault new keys.
struct KeyChange
{
    MasterKeys keys;
    /// Brings another body of the former keys to the new ones, without its slots.
    std::function<base::Result<void>(Body&)> renew;
};

struct Vault::State
{
    std::string path; ///< as it was given
    std::string file; ///< the same with symbolic links resolved once
    Services services;
    MasterKeys keys;
    SlotKind openedBy = SlotKind::Unknown;
    Snapshot saved; ///< what is on disk, as far as this program knows
    Standing standing = Standing::Unknown;
    std::uint64_t failures = 0; ///< as last known here
    /// The user went on with an older state, and no save has noted it yet.
    bool hasGoneBack = false;
    std::vector<JournalAnchor> anchors = {}; ///< seen before this state of the vault was opened
    std::stop_token stop = {}; ///< asked to stop: nothing is saved any more

    const Header& header() const { return saved.header; }
    const Body& body() const { return saved.body; }
    base::Bytes ids() const { return joinIds(saved.header.vault, saved.header.key); }
    Draft draft() const;

    // vault_saving.cpp: one change after the other, whichever program makes it

    /// Does the change on a draft of what is on disk now, saves it and makes it the vault; on
    /// failure all stays as it was. With `keyChange`, whose key id the change gives the header, the
    /// keys are the vault's once they are on disk.
    base::Result<void> apply(const Change& change, KeyChange* keyChange = nullptr);
    /// Writes the first file of a vault at `path`, never over an existing one (VaultExists).
    base::Result<void> createAs(Draft draft);
    /// Takes over what another program has saved; whether there was anything.
    base::Result<bool> lookAgain();
    /// Takes over what saves that were killed have left beside the vault. Where that fails it is
    /// left for the next opening.
    void gatherLeftovers();
    /// The file of a draft, whose save mark and header are brought up to date for it.
    base::Result<base::Bytes> fileOf(Draft& draft, const MasterKeys& under) const;
    base::Result<base::FileLock> lock() const;
    /// Saves under the lock. Where the file that was replaced is not the one that was looked at (a
    /// program that synchronises files asks for no lock), both are merged and saved again.
    base::Result<void> store(Draft next, KeyChange* keyChange = nullptr);
    /// Takes into `next` what somebody saved who knows no lock.
    base::Result<void> takeOver(Draft& next, Snapshot other, const KeyChange* keyChange) const;
    /// Merges another body into the draft's, and notes in the journal what came in.
    base::Result<void> mergeInto(Draft& next, const Body& other) const;
    /// Marks the draft of somebody who went on with an older state.
    base::Result<void> noteGoingBack(Draft& next) const;
    /// Writes an entry about the vault itself to the draft's journal.
    base::Result<void> note(Draft& next, std::string_view topic) const;
    /// Opens a copy of this vault with this one's keys; KeysChanged, OtherVault.
    base::Result<Snapshot> openCopy(const std::string& copy) const;

    /// What stood in the place of a save: the file it was based on, unless one of these.
    struct Met
    {
        std::optional<Snapshot> other = {};
        bool isDamaged = false;
    };
    base::Result<Met> meet(const base::Displaced& displaced, const base::Bytes& basis) const;

    // vault_standing.cpp: what this computer has seen of the vault

    std::string seenPath() const;
    std::optional<SeenState> seen() const;
    /// Compares what was opened with what was seen here; takes a new device id where this
    /// installation's own saves are not in it.
    /// UnknownKeys if it was seen with keys that these ones do not follow.
    base::Result<void> findStanding();
    /// Notes that this state was seen, unless it is an older one. Nothing hangs on it but later
    /// warnings, so a failure is none.
    void noteSeen();
    /// As it is seen now, with those of the anchors before that the journal contradicts.
    SeenState present(const std::vector<JournalAnchor>& before) const;
    /// Wrong verifications in a row, whichever program asked.
    std::uint64_t knownFailures() const;
    std::uint64_t countFailure(bool wasRight);

    SealContext sealContext() const;
    /// Unsupported ("push") where there is none.
    base::Result<crypto::SecretBytes> unsealSecret(const Account& account) const;
    base::Result<crypto::SecretBytes> unsealPin(const Account& account) const; ///< may be empty

    /// NoMatch unless there is an account in use of this id.
    base::Result<const Account*> inUse(const Id& id) const;
};

/// A file, opened with the keys it belongs to; Damaged if they do not fit.
base::Result<Snapshot> openSnapshot(VaultFile file, const MasterKeys& keys);

/// The file itself, absolute, so that later saves meet the same one whatever happens to links and
/// the working folder.
std::string resolvedPath(const std::string& path);

/// NoMatch, with the id as argument.
base::Error noSuchEntry(const Id& id);

/// RandomFailed: an id that should be new is taken. Going on would overwrite an entry.
base::Error repeatedRandom();

/// What the format can hold: an account beyond it could not be read again. TooLarge, InvalidField.
base::Result<void> checkLimits(const Account& account);

/// Gives an account what an entry says, its secrets sealed. MissingField ("secret"), TooLarge,
/// InvalidField; Unsupported ("push") if the entry makes no codes.
base::Result<void> takeEntry(Account& account, const otp::Entry& entry, const SealContext& context);

/// An id that no account or registration has or had.
base::Result<Id> freshId(const Body& body, crypto::RandomSource& random);

/// The label a new slot is given.
QString slotLabel(SlotKind kind);

/// Puts a complete slot into header and body; RandomFailed if its id is taken, TooLarge if there
/// are too many.
base::Result<void> insertSlot(
    Draft& draft, const MadeSlot& made, const QString& label, std::int64_t created);

/// Takes out a slot. Its tombstone keeps a copy that still has it from bringing it back.
void eraseSlot(Draft& draft, const Id& id);

SlotInfo describe(const Slot& slot, const Body& body);
/// The same of a slot that only backups have.
SlotInfo describeBackupSlot(const Id& slot, const Body& body);

/// The verification key by the slot that was found; Damaged ("verify").
base::Result<crypto::SecretBytes> verificationKey(
    const FittingSlot& fitting, const Header& header, const std::map<Id, WrappedKey>& wraps);

/// Accounts that are not in the trash.
std::size_t countInUse(const Body& body);
/// Those in the trash or those not, in the order they were added.
std::vector<Account> accountsIn(const Body& body, bool trashed);

/// Makes the folder of a new vault where it is missing.
base::Result<void> makeFolderOf(const std::string& path);

/// The slots that a vault starts with under new keys.
base::Result<void> insertFirstSlots(Draft& draft, const Generation& generation);

std::int64_t boundedMilliseconds(base::Time time);

} // namespace vault
