// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/file_lock.h"
#include "core/vault/header.h"
#include "core/vault/passphrase.h"

namespace vault {

/// Who may get at a file or a folder.
struct Access
{
    bool isThere = false;
    bool isOwn = false; ///< belongs to the user of this process
    bool othersCanRead = false;
    bool othersCanWrite = false;
};

/// A file that a save which was killed has left beside the vault, or one that goes on just now.
struct Leftover
{
    std::string path;
    bool isOfThisVault = false; ///< the next opening takes over what is in it
};

/// What this computer has noted of a vault, to know an older copy of it.
enum class Notes {
    None, ///< it was never opened here
    Whole, ///< by their checksum; without a key nobody can say more
    Ours, ///< written by this vault
    OfOtherKeys, ///< of a vault with keys that were never given up for these
    Damaged,
};

/// What can be seen of a vault and of what stands around it without a key. Looking changes nothing:
/// no file is made, mended or taken over.
struct CheckUp
{
    std::string file; ///< the vault with symbolic links resolved
    std::optional<Access> link = {}; ///< the folder of the link, where the vault is reached by one
    Access vault = {};
    Access folder = {};
    base::Result<Header> header; ///< or why the file cannot be opened by anybody
    std::optional<base::Time> written = {}; ///< the file's date
    base::LockUse lock = base::LockUse::Unknown;
    Notes notes = Notes::None;
    base::Result<std::optional<Id>> device; ///< of this installation
    Access stateFolder = {};
    std::vector<Leftover> leftovers = {};
    std::string damagedCopy = {}; ///< a damaged file that a save found and kept; empty for none
};
CheckUp checkUp(const std::string& path, const std::string& stateFolder);

/// What only somebody who can open the vault sees.
struct InnerCheckUp
{
    base::Time saved; ///< the last save, as the computer that made it says
    Notes notes = Notes::None;
    Standing standing = Standing::Unknown;
    std::size_t brokenEntries = 0;
};
/// Opens the file for a look, and changes nothing either. The errors of Vault::open() but for those
/// that the answer tells.
base::Result<InnerCheckUp> checkUpInside(
    const std::string& path, const std::string& stateFolder, const Opener& opener);

/// Slots with a passphrase that cost less than a new one has to: the next opening with that
/// passphrase raises them.
std::vector<Id> cheapSlots(const Header& header);

} // namespace vault
