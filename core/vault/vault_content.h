// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/vault.h"

namespace vault {

/// What is different about one account in two copies of a vault.
struct Difference
{
    /// As it is now; where the present vault has it no more, as it is in the other copy.
    Account account;
    /// "issuer", "name", "label", "note", "tags", "pinned", "picture", "type", "algorithm",
    /// "digits", "period", "counter", "secret", "pin", "parameters", "trash", "push" (its
    /// registrations), "history"; "checklist", whose line has this id and these names; "missing" in
    /// the other copy; "deleted" now, but in the other copy; "broken" in the other copy.
    std::string field;

    bool operator==(const Difference&) const = default;
};

/// Two copies compared, entry by entry.
struct Comparison
{
    std::size_t accounts = 0; ///< in use in either of the copies
    std::size_t matching = 0; ///< of these, with no difference
    std::vector<Difference> differences; ///< by account; of those in the trash, too

    bool operator==(const Comparison&) const = default;
};

/// A state of a vault to compare a copy with, taken from the open vault: used on another thread,
/// while the vault itself is used, changed or locked. Secrets in it are sealed, but it keeps the
/// key that opens them until it is destroyed. Copies are cheap.
class VaultContent
{
private:
    friend class Vault;
    friend class OpenedCopy;
    struct Taken;
    explicit VaultContent(std::shared_ptr<const Taken> taken);
    std::shared_ptr<const Taken> m_taken; ///< shared because copies of a constant are all alike
};

} // namespace vault
