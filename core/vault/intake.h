// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/vault.h"

#include <functional>
#include <map>
#include <tuple>

namespace vault {

struct Draft;

namespace changeKind {
inline constexpr std::string_view Import = "import"; ///< however many accounts it brought
} // namespace changeKind

/// An account as the file of another program, or a code, brings it. Move-only: it holds the secret.
struct Incoming
{
    otp::Entry entry;
    QString note = {};
    QStringList tags = {};
    bool pinned = false;
    bool isTrashed = false; ///< it goes into the trash, as it lay in the other program's
    /// A small PNG file, its picture; empty: none, or the one that is there. Where the vault has no
    /// room for it (core/vault/pictures.h) the account comes without.
    QByteArray picture = {};
    /// The account whose secret and parameters it takes the place of. Note, tags and pin are added
    /// to what is there; a PIN that the entry does not know stays.
    std::optional<Id> replaces = {};
    /// The entry of the checklist that it is for, which is brought up to date in the same step.
    std::optional<Id> move = {};
};

/// How an entry stands to the accounts in use.
struct Likeness
{
    enum class Kind {
        New,
        Same, ///< equal type, issuer, name, secret and parameters, the counter aside
        Differing, ///< equal type, issuer and name, another secret or other parameters
    };

    Kind kind = Kind::New;
    Id account; ///< unless New; of several the one that is most like it
};

/// Takes many accounts into an open vault at once. Made for the moment: it must not outlive the
/// vault, and knows the accounts that were there when it was made.
class Intake
{
public:
    explicit Intake(Vault& vault);

    /// Entries are compared with the vault, never with each other: real exports hold accounts that
    /// share a secret.
    Likeness likeness(const otp::Entry& entry) const;

    /// Saves all in one step, which one undo takes back; the ids are in their order. Errors as of
    /// Vault::add(), NoMatch if one to be replaced is not in use, VaultFull.
    base::Result<std::vector<Id>> take(std::span<const Incoming> incoming);
    /// The same for more of them than locked memory has room for: each comes when the one before is
    /// sealed, and fails the whole where it does not come.
    using Source = std::function<base::Result<Incoming>(std::size_t index)>;
    base::Result<std::vector<Id>> take(std::size_t count, const Source& source);
    /// The same for what was scanned or typed: undo calls it an addition or a replacement, and an
    /// import only where it is both.
    base::Result<std::vector<Id>> takeChosen(std::span<const Incoming> incoming);

private:
    using Names = std::tuple<std::size_t, QString, QString>; ///< type, issuer, name

    bool hasSameSecret(const Account& account, const otp::Entry& entry) const;
    bool hasSamePin(const Account& account, const otp::Entry& entry) const;
    struct Prepared;
    base::Result<Prepared> prepared(const Incoming& incoming) const;
    struct Batch;
    base::Result<void> prepare(const Incoming& incoming, Batch& batch) const;
    base::Result<std::vector<Id>> put(const Batch& batch, std::string_view kind);
    struct Making;
    static base::Result<void> put(Draft& draft, const Prepared& prepared, Making& making);
    base::Result<std::vector<Id>> take(std::span<const Incoming> incoming, std::string_view kind);

    Vault& m_vault;
    std::map<Names, std::vector<Id>> m_known;
};

} // namespace vault
