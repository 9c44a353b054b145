// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Codes and secrets of an open vault: the only places where a seed is unsealed.

#include "core/vault/vault_state.h"

#include <limits>

namespace vault {

base::Result<otp::Code> Vault::code(const Id& id, base::Time time, base::ByteView pin) const
{
    const base::Result<const Account*> account = m_state->inUse(id);
    if (!account)
        return account.error();
    const base::Result<crypto::SecretBytes> secret = m_state->unsealSecret(**account);
    if (!secret)
        return secret.error();
    if (!pin.empty())
        return otp::codeAt((*account)->credential, secret->view(), pin, time);
    const base::Result<crypto::SecretBytes> kept = m_state->unsealPin(**account);
    if (!kept)
        return kept.error();
    return otp::codeAt((*account)->credential, secret->view(), kept->view(), time);
}

base::Result<otp::Code> Vault::nextHotpCode(const Id& id)
{
    base::Result<otp::Code> code = base::Error { base::ErrorCode::CryptoFailed, "no code made" };
    const base::Result<void> saved = m_state->apply([&](Draft& draft) -> base::Result<void> {
        const auto found = draft.body.accounts.find(id);
        if (found == draft.body.accounts.end() || found->second.trashed)
            return noSuchEntry(id);
        Account& account = found->second;
        auto* hotp = std::get_if<otp::Hotp>(&account.credential);
        if (!hotp)
            return base::Error { base::ErrorCode::InvalidField, "next code",
                { "type", std::string(otp::typeName(account.credential)), "hotp" } };
        if (hotp->counter == std::numeric_limits<std::uint64_t>::max())
            return base::Error { base::ErrorCode::CounterExhausted, "next code" };
        const base::Result<crypto::SecretBytes> secret = m_state->unsealSecret(account);
        if (!secret)
            return secret.error();
        code = otp::codeAt(account.credential, secret->view(), {}, {});
        if (!code)
            return code.error();
        // The stamp of the last change stays: a code used here must not win over a name given
        // elsewhere. Of two counters the larger wins in any case.
        ++hotp->counter;
        return {};
    });
    if (!saved)
        return saved.error();
    return code;
}

base::Result<otp::Entry> Vault::reveal(const Id& id, const Verification& verification) const
{
    if (const base::Result<void> checked = check(verification); !checked)
        return checked.error();
    const base::Result<const Account*> account = m_state->inUse(id);
    if (!account)
        return account.error();
    base::Result<crypto::SecretBytes> secret = m_state->unsealSecret(**account);
    if (!secret)
        return secret.error();
    base::Result<crypto::SecretBytes> pin = m_state->unsealPin(**account);
    if (!pin)
        return pin.error();
    otp::Entry entry;
    entry.issuer = (*account)->issuer;
    entry.name = (*account)->name;
    entry.labelIssuer = (*account)->labelIssuer;
    entry.credential = (*account)->credential;
    entry.secret = std::move(*secret);
    entry.pin = std::move(*pin);
    entry.otherParameters = (*account)->otherParameters;
    return entry;
}

} // namespace vault
