// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/vault.h"

namespace transfer {

/// An account as it is written, opened for the moment. Move-only: it holds the secret. Texts are
/// as a file of ours is read: without white space at their ends.
struct OutgoingAccount
{
    vault::Id id;
    otp::Entry entry;
    QString note;
    QStringList tags;
    bool isFavourite = false;
    QByteArray picture; ///< a small PNG file; empty: none
};

/// The accounts that go into a file, in their order. Each is opened while it is written and no
/// longer. Must not outlive what it was made of.
class Outgoing
{
public:
    Outgoing(const vault::Vault& vault, const vault::Verification& verification)
        : m_vault(vault),
          m_verification(verification)
    { }

    void append(const vault::Account& account) { m_accounts.push_back(&account); }
    std::size_t size() const { return m_accounts.size(); }
    const vault::Id& owner() const { return m_vault.id(); } ///< the same in every export

    /// What of it may be seen without a secret.
    const vault::Account& account(std::size_t index) const { return *m_accounts[index]; }
    /// Its own picture, as of Vault::picture().
    QByteArray picture(std::size_t index) const { return m_vault.picture(*m_accounts[index]); }
    /// Errors as of Vault::reveal().
    base::Result<OutgoingAccount> open(std::size_t index) const;
    /// The names of all tags, in the order in which they come; or of the first of each account.
    QStringList tags() const;
    QStringList firstTags() const;

private:
    QStringList gatheredTags(qsizetype most) const;

    const vault::Vault& m_vault;
    const vault::Verification& m_verification;
    std::vector<const vault::Account*> m_accounts;
};

/// Opens one account as it would be written.
base::Result<OutgoingAccount> openOutgoing(const vault::Vault& vault,
    const vault::Verification& verification, const vault::Account& account);

/// The id of an account as a UUID (RFC 9562, version 4), the same in every export; and one that is
/// made of the name of a tag, so that what is imported twice does not become two groups.
std::string uuidOf(const vault::Id& id);
base::Result<std::string> uuidOf(const QString& tag);

} // namespace transfer
