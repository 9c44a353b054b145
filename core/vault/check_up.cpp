// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/check_up.h"

#include "core/base/atomic_file.h"
#include "core/base/path.h"
#include "core/vault/device_id.h"
#include "core/vault/vault_state.h"

#include <sys/stat.h>
#include <unistd.h>

namespace vault {

namespace {

Access accessTo(const std::string& path)
{
    struct stat status = {};
    if (::stat(path.c_str(), &status) != 0)
        return {};
    return { .isThere = true,
        .isOwn = status.st_uid == ::geteuid(),
        .othersCanRead = (status.st_mode & (S_IRGRP | S_IROTH)) != 0,
        .othersCanWrite = (status.st_mode & (S_IWGRP | S_IWOTH)) != 0 };
}

bool isLink(const std::string& path)
{
    struct stat status = {};
    return ::lstat(path.c_str(), &status) == 0 && S_ISLNK(status.st_mode);
}

std::optional<base::Time> dateOf(const std::string& path)
{
    struct stat status = {};
    if (::stat(path.c_str(), &status) != 0)
        return {};
    return base::fromUnixSeconds(status.st_mtim.tv_sec);
}

base::Result<Header> headerOf(const std::string& file)
{
    base::Result<VaultFile> read = readVaultFile(file);
    if (!read)
        return read.error();
    return std::move(read->header);
}

/// Of the lock where there is one yet, else of the file system, for which any file will do.
base::LockUse lockOf(const std::string& file)
{
    const base::LockUse use = base::lockUse(file + ".lock");
    return use == base::LockUse::Missing ? base::lockUse(file) : use;
}

/// Without a key: of another key id is all that readSeenState() can look at then.
Notes notesWithoutKey(const std::string& file, const std::string& folder, const Header& header)
{
    const auto seen =
        readSeenState(seenStatePath(folder, header.vault, file), {}, header.vault, Id {});
    return !seen ? Notes::Damaged : *seen ? Notes::Whole : Notes::None;
}

std::vector<Leftover> leftoversOf(const std::string& file, const base::Result<Header>& header)
{
    std::vector<Leftover> leftovers;
    for (const std::string& path : base::temporaryFilesOf(file)) {
        const base::Result<Header> other = headerOf(path);
        leftovers.push_back({ path, header && other && other->vault == header->vault });
    }
    return leftovers;
}

/// The notes as they are, and what follows from them for the vault.
void compare(InnerCheckUp& found, const Body& body, const Header& header,
    const base::Result<std::optional<SeenState>>& seen)
{
    if (!seen) {
        found.notes = Notes::Damaged;
    } else if (!*seen) {
        found.notes = Notes::None;
    } else if ((*seen)->key != header.key && !hasRetired(body, **seen)) {
        found.notes = Notes::OfOtherKeys;
    } else {
        found.notes = Notes::Ours;
        found.standing =
            covers(body.devices, (*seen)->devices) ? Standing::Current : Standing::Older;
    }
}

} // namespace

CheckUp checkUp(const std::string& path, const std::string& stateFolder)
{
    const std::string file = resolvedPath(path);
    CheckUp found { .file = file, .header = headerOf(file), .device = knownDeviceId(stateFolder) };
    if (isLink(path))
        found.link = accessTo(base::folderOf(path));
    found.vault = accessTo(file);
    found.folder = accessTo(base::folderOf(file));
    found.written = dateOf(file);
    found.lock = lockOf(file);
    found.stateFolder = accessTo(stateFolder);
    if (found.header)
        found.notes = notesWithoutKey(file, stateFolder, *found.header);
    found.leftovers = leftoversOf(file, found.header);
    if (accessTo(file + ".damaged").isThere)
        found.damagedCopy = file + ".damaged";
    return found;
}

base::Result<InnerCheckUp> checkUpInside(
    const std::string& path, const std::string& stateFolder, const Opener& opener)
{
    const std::string file = resolvedPath(path);
    base::Result<VaultFile> read = readVaultFile(file);
    if (!read)
        return read.error();
    base::Result<OpenedSlot> slot = openSlots(read->header, opener);
    if (!slot)
        return slot.error();
    const base::Result<MasterKeys> keys =
        MasterKeys::from(std::move(slot->master), joinIds(read->header.vault, read->header.key));
    if (!keys)
        return keys.error();
    const base::Result<Snapshot> opened = openSnapshot(std::move(*read), *keys);
    if (!opened)
        return opened.error();
    const Header& header = opened->header;
    InnerCheckUp found { .saved =
                             base::Time(std::chrono::milliseconds(opened->body.save.milliseconds)),
        .brokenEntries = opened->body.quarantined.size() + opened->body.unreadRegistrations.size()
            + opened->body.unreadMoves.size() };
    compare(found, opened->body, header,
        readSeenState(seenStatePath(stateFolder, header.vault, file), keys->state.view(),
            header.vault, header.key));
    return found;
}

std::vector<Id> cheapSlots(const Header& header)
{
    std::vector<Id> cheap;
    for (const Slot& slot : header.slotList) {
        const bool isCheap = slot.costs.memoryKiB < SmallestCosts.memoryKiB
            || slot.costs.passes < SmallestCosts.passes;
        if (slot.kind == SlotKind::Passphrase && isCheap)
            cheap.push_back(slot.id);
    }
    return cheap;
}

} // namespace vault
