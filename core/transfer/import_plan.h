// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/imported.h"
#include "core/vault/intake.h"
#include "core/vault/pictures.h"

namespace transfer {

/// How an entry of a file stands to the vault, in the words of the documents.
enum class Status {
    New,
    Duplicate, ///< equal type, secret, issuer, name and parameters
    Changed, ///< equal type, issuer and name, another secret or other parameters
    Unsupported, ///< of a kind that cannot be used here
    Invalid, ///< something about it is missing or wrong
};

/// "new", "duplicate", "changed", "unsupported", "invalid".
std::string_view statusName(Status status);

/// What is to be done with an entry.
enum class Action { Skip, Add, Replace };

/// What to do with duplicates; changed ones are added unless they are to replace.
enum class OnDuplicate { Skip, Keep, Replace };

/// One line of the preview. Move-only.
struct PlannedEntry
{
    Status status = Status::New;
    Action action = Action::Skip; ///< always Skip for one that was left
    std::size_t file = 0; ///< of several, which
    ImportedAccount account = {}; ///< with names alone where it was left
    std::optional<base::Error> reason = {}; ///< why it was left
    std::optional<vault::Id>
        known = {}; ///< the account in the vault that it equals or differs from
};

/// Parts of an export in several codes that are not there, numbered from 1.
struct MissingParts
{
    std::vector<int> indexes;
    int size = 0;
};

/// What an import would do, to be looked at and altered before it is done: nothing happens to the
/// vault until apply().
class ImportPlan
{
public:
    /// Compares what was read from one or more files, in their order, with the vault.
    static ImportPlan make(vault::Vault& vault, std::vector<Imported> files);
    /// More files, behind these; what was chosen for these stays.
    void append(ImportPlan more);

    std::vector<PlannedEntry>& entries() { return m_entries; }
    const std::vector<PlannedEntry>& entries() const { return m_entries; }
    const std::vector<MissingParts>& missingParts() const { return m_missing; }

    /// Sets the action of every entry by its status.
    void choose(OnDuplicate way);
    /// Compares every entry again, with a vault that has changed since. What followed from `way`
    /// follows from it again; what was chosen otherwise stays, as far as it can.
    void compareAgain(vault::Vault& vault, OnDuplicate way);

    /// Puts what is to be added or replaced into the vault in one step with one undo; the ids are
    /// of those entries, in order, and stand in `known` then. Nothing of it is in the vault if it
    /// fails, and it may be tried again; what was done is done once.
    base::Result<std::vector<vault::Id>> apply(vault::Vault& vault);

private:
    void add(vault::Vault& vault, const vault::Intake& intake, Imported file);

    std::optional<vault::PictureRoom> m_room; ///< of the vault, for pictures of what is here
    std::vector<PlannedEntry> m_entries;
    std::size_t m_files = 0; ///< how many
    std::vector<Part> m_parts;
    std::vector<MissingParts> m_missing;
};

} // namespace transfer
