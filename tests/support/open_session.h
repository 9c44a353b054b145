// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/registrations.h"
#include "core/vault/vault_session.h"
#include "tests/support/vault_home.h"

namespace support {

/// An open session on a vault of its own, for pages and models.
class OpenSession
{
public:
    VaultHome home;
    vault::VaultSession session { home.path(), home.services() };

    OpenSession() { session.open(std::move(home.create().vault)); }

    FixedClock& clock() { return home.clock; }

    /// Adds one account as somebody else would, and tells.
    vault::Id add(otp::Entry entry)
    {
        std::vector<otp::Entry> entries;
        entries.push_back(std::move(entry));
        const auto ids = session.vault().add(entries);
        if (!ids)
            qFatal("cannot add: %s", ids.error().context.c_str());
        session.notifyChanged();
        return ids->front();
    }

    /// Adds an account that has nothing but a push registration; the answer is the account's id.
    vault::Id addPush(const QString& issuer, const QString& name)
    {
        vault::Registrations registrations(session.vault());
        const auto id = registrations.begin(
            vault::NewAccount { issuer, name }, { .protocol = "okta", .server = "https://a.test" });
        if (!id)
            qFatal("cannot register: %s", id.error().context.c_str());
        session.notifyChanged();
        return registrations.find(*id)->account;
    }

    /// The code that the vault gives for the account now.
    QString code(const vault::Id& id) const
    {
        const auto made = session.vault().code(id, home.clock.now());
        return made ? QString::fromLatin1(made->text) : QString();
    }
};

} // namespace support
