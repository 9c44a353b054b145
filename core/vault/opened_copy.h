// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/vault_content.h"

namespace vault {

struct MasterKeys;
struct Snapshot;

namespace changeKind {
inline constexpr std::string_view Merge = "merge"; ///< of a backup, by Vault::mergeCopy()
}

/// A backup, or any other copy of a vault, opened by what somebody typed. It has the keys the copy
/// was made with; keep it only as long as it is needed. May move between threads. Every function
/// but the small ones takes as long as the copy is large; open() as long as the key derivation.
class OpenedCopy
{
public:
    /// CannotRead, Damaged, NewerVersion, WrongPassphrase, OutOfMemory.
    static base::Result<OpenedCopy> open(const std::string& path, const Opener& opener);
    /// The ends of the journal's chains in a copy, read with the keys of the open vault, so that
    /// nobody has to type anything: what the copy can show about the vault's journal. OtherVault,
    /// KeysChanged; CannotRead, Damaged, NewerVersion.
    static base::Result<std::vector<JournalAnchor>> anchorsIn(
        const std::string& path, const Vault& vault);
    OpenedCopy(OpenedCopy&&) noexcept;
    OpenedCopy& operator=(OpenedCopy&&) noexcept;
    ~OpenedCopy();

    const Id& vault() const;
    const Id& key() const; ///< id of the keys
    SlotKind openedBy() const;
    bool isBackup() const; ///< false: a vault's own file
    base::Time saved() const; ///< the vault's last save that is in it
    std::size_t accounts() const; ///< in use
    std::vector<Account> list() const; ///< those in use, in the order they were added
    std::vector<BrokenEntry> brokenEntries() const;

    /// The vault at this path, read with the keys of this copy: what the copy is compared with
    /// where the vault itself is not open. KeysChanged, OtherVault; CannotRead and kin.
    base::Result<VaultContent> contentOf(const std::string& vaultPath) const;
    /// Opens every sealed secret on both sides and compares every entry. OtherVault.
    base::Result<Comparison> compareWith(const VaultContent& present) const;

    /// What Vault::mergeCopy() would change: the differences between the vault as it is and as it
    /// would be. "added" accounts come back; "deleted" ones were deleted for good and come back
    /// only by wish. OtherVault.
    base::Result<Comparison> previewOfMerge(const VaultContent& present) const;

    /// Makes a new vault of it, never over an existing file (VaultExists): ids, keys and slots
    /// stay, so that passphrase and recovery key open it as they open the copy. It is a device's
    /// first save; on this computer it gets a new device id where the copy knows the present one.
    base::Result<Vault> restore(const std::string& path, const Services& services) const;

private:
    friend class Salvage;
    friend class Vault;
    struct State;
    /// Of what was put together in memory, under keys that a passphrase stands for.
    static OpenedCopy madeOf(Snapshot copy, MasterKeys keys);
    explicit OpenedCopy(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace vault
