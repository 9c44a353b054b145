// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// One change after the other, whichever program makes it: lock, look again, change, save. A program
// that knows no locks (one that synchronises files) is met by looking at the file that came out
// when ours took its place.

#include "core/base/atomic_file.h"
#include "core/vault/backup_slots.h"
#include "core/vault/history.h"
#include "core/vault/merge.h"
#include "core/vault/pictures.h"
#include "core/vault/undo.h"
#include "core/vault/vault_codec.h"
#include "core/vault/vault_state.h"

namespace vault {

namespace {

/// The save before the last one is kept under this name beside the vault.
constexpr std::string_view PreviousSuffix = ".previous";
constexpr std::string_view DamagedSuffix = ".damaged";
/// How often somebody who knows no lock may come between before a save gives up.
constexpr int MaxMeetings = 8;

base::Result<void> markSave(Body& body, const Services& services)
{
    const base::Result<Id> id = Id::random(services.random);
    if (!id)
        return id.error();
    body.save.id = *id;
    body.save.milliseconds = boundedMilliseconds(services.clock.now());
    body.save.device = services.device;
    ++body.save.revision;
    DeviceMark& device = body.devices[services.device];
    ++device.sequence;
    device.save = *id;
    return {};
}

} // namespace

base::Result<base::Bytes> Vault::State::fileOf(Draft& draft, const MasterKeys& under) const
{
    if (const base::Result<void> marked = markSave(draft.body, services); !marked)
        return marked.error();
    boundHistory(draft.body);
    boundChanges(draft.body, services.clock.now());
    sweepPictures(draft.body);
    const base::Result<crypto::WipedBytes> cbor = writeBody(draft.body);
    if (!cbor)
        return cbor.error();
    return encryptVaultFile(draft.header, under, services.random, *cbor);
}

base::Result<base::FileLock> Vault::State::lock() const
{
    base::Result<base::FileLock> lock =
        base::FileLock::acquire(file + ".lock", services.lockPatience);
    if (lock)
        return lock;
    base::Error error = lock.error();
    if (!error.arguments.empty())
        error.arguments.front() = path; // it is the vault that could not be saved
    return error;
}

base::Result<void> Vault::State::apply(const Change& change, KeyChange* keyChange)
{
    const base::Result<base::FileLock> held = lock();
    if (!held)
        return held.error();
    const base::Result<bool> looked = lookAgain();
    // A file damaged by an accident must not keep a whole vault in memory from the disk; store()
    // keeps it beside.
    if (!looked && looked.error().code != base::ErrorCode::Damaged)
        return looked.error();
    if (standing == Standing::Older)
        return base::Error { base::ErrorCode::OlderCopy, "older copy" };
    Draft next = draft();
    if (const base::Result<void> noted = noteGoingBack(next); !noted)
        return noted;
    if (const base::Result<void> changed = change(next); !changed)
        return changed;
    if (stop.stop_requested())
        return base::Error { base::ErrorCode::Cancelled, "before the save" };
    return store(std::move(next), keyChange);
}

base::Result<bool> Vault::State::lookAgain()
{
    const base::Result<base::Bytes> mark = base::readBeginning(file, PreambleSize);
    if (!mark || *mark == saved.mark)
        return false; // a file that is gone is written again by the next save
    base::Result<Snapshot> found = openCopy(file);
    if (!found)
        return found.error();
    Snapshot former = std::exchange(saved, std::move(*found));
    if (const base::Result<void> known = findStanding(); !known) {
        saved = std::move(former);
        return known.error();
    }
    return true;
}

base::Result<Snapshot> Vault::State::openCopy(const std::string& copy) const
{
    base::Result<VaultFile> read = readVaultFile(copy);
    if (!read)
        return read.error();
    if (read->header.vault != header().vault)
        return base::Error { base::ErrorCode::OtherVault, "another vault id" };
    if (read->header.key != header().key)
        return base::Error { base::ErrorCode::KeysChanged, "another key id" };
    base::Result<Snapshot> opened = openSnapshot(std::move(*read), keys);
    if (opened && opened->header.kind == FileKind::Backup) {
        // A backup in a vault's place goes on as the vault, without the ways in that are its own.
        opened->header.slotList = vaultSlots(opened->header, opened->body);
        opened->header.kind = FileKind::Vault;
    }
    return opened;
}

base::Result<Vault::State::Met> Vault::State::meet(
    const base::Displaced& displaced, const base::Bytes& basis) const
{
    if (displaced.name().empty())
        return Met {};
    const base::Result<base::Bytes> mark = base::readBeginning(displaced.name(), PreambleSize);
    if (!mark)
        return mark.error();
    if (*mark == basis)
        return Met {};
    base::Result<Snapshot> other = openCopy(displaced.name());
    if (other)
        return Met { std::move(*other), false };
    if (other.error().code == base::ErrorCode::Damaged)
        return Met { {}, true };
    return other.error();
}

base::Result<void> Vault::State::takeOver(
    Draft& next, Snapshot other, const KeyChange* keyChange) const
{
    if (keyChange) {
        if (const base::Result<void> renewed = keyChange->renew(other.body); !renewed)
            return renewed;
        other.header.slotList.clear();
    }
    if (const base::Result<void> merged = mergeInto(next, other.body); !merged)
        return merged;
    next.header.slotList = mergeSlots(other.header.slotList, next.header.slotList, next.body);
    return {};
}

base::Result<void> Vault::State::store(Draft next, KeyChange* keyChange)
{
    std::vector<base::Displaced> met; // files of others, whose contents are in `next`
    const auto takeBack = [&met](base::Displaced* last, const base::Error& error) {
        base::Displaced* const former = met.empty() ? last : &met.back();
        if (former)
            former->takeBack();
        return error;
    };
    base::Bytes basis = saved.mark;
    for (int meeting = 0; meeting < MaxMeetings; ++meeting) {
        const base::Result<base::Bytes> bytes = fileOf(next, keyChange ? keyChange->keys : keys);
        if (!bytes)
            return takeBack(nullptr, bytes.error());
        base::Result<base::Displaced> displaced = base::exchangeFile(file, *bytes);
        if (!displaced)
            return takeBack(nullptr, displaced.error());
        base::Result<Met> found = meet(*displaced, basis);
        if (!found)
            return takeBack(&*displaced, found.error());
        basis = markOf(*bytes);
        if (found->other) {
            const base::Result<void> taken = takeOver(next, std::move(*found->other), keyChange);
            if (!taken)
                return takeBack(&*displaced, taken.error());
            met.push_back(std::move(*displaced));
            continue;
        }
        const base::Result<void> kept = displaced->keepAs(
            file + std::string(found->isDamaged ? DamagedSuffix : PreviousSuffix));
        if (!kept)
            return takeBack(&*displaced, kept.error());
        for (base::Displaced& other : met)
            Q_UNUSED(other.keepAs({})); // one that stays is gathered at the next opening
        if (keyChange)
            keys = std::move(keyChange->keys);
        saved = { std::move(next.header), std::move(next.body), std::move(basis) };
        noteSeen();
        hasGoneBack = false;
        return {};
    }
    return takeBack(
        nullptr, { base::ErrorCode::Busy, "somebody else keeps replacing the file", { path } });
}

void Vault::State::gatherLeftovers()
{
    const auto leftoversOfState = [this] {
        return services.stateFolder.empty() ? std::vector<std::string>()
                                            : base::temporaryFilesOf(seenPath());
    };
    if (base::temporaryFilesOf(file).empty() && leftoversOfState().empty())
        return;
    // Nothing is lost by leaving them for the next time; and what was put back as an older copy is
    // not written before the user has chosen.
    const base::Result<base::FileLock> held = lock();
    if (!held || !lookAgain() || standing == Standing::Older)
        return;
    for (const std::string& name : base::temporaryFilesOf(file)) {
        base::Result<Snapshot> copy = openCopy(name);
        if (!copy) {
            // Where there are no locks somebody may be writing it just now.
            if (held->isHeld() && isCutShort(name))
                ::unlink(name.c_str());
            continue;
        }
        if (!covers(body().devices, copy->body.devices)) {
            Draft next = draft();
            if (!takeOver(next, std::move(*copy), nullptr) || !store(std::move(next)))
                continue;
        }
        ::unlink(name.c_str());
    }
    for (const std::string& name : leftoversOfState())
        ::unlink(name.c_str()); // the state itself is there, or is made anew
}

base::Result<Snapshot> openSnapshot(VaultFile file, const MasterKeys& keys)
{
    const base::Result<crypto::WipedBytes> cbor = decryptBody(file, keys.master.view());
    if (!cbor)
        return cbor.error();
    base::Result<Body> body = readBody(*cbor);
    if (!body)
        return body.error();
    return Snapshot { std::move(file.header), std::move(*body), std::move(file.mark) };
}

} // namespace vault
