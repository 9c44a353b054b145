// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Codes and secrets of an open vault: the only places where a seed is unsealed.

#include "core/vault/counters.h"
#include "core/vault/vault_state.h"

#include <limits>

namespace vault {

namespace {

/// An account in use that counts.
struct CounterOf
{
    Account* account;
    otp::Hotp* hotp;
};

base::Result<CounterOf> counterOf(Body& body, const Id& id)
{
    const auto found = body.accounts.find(id);
    if (found == body.accounts.end() || found->second.trashed)
        return noSuchEntry(id);
    auto* const hotp = std::get_if<otp::Hotp>(&found->second.credential);
    if (!hotp)
        return base::Error { base::ErrorCode::InvalidField, "counter",
            { "type", std::string(otp::typeName(found->second.credential)), "hotp" } };
    return CounterOf { &found->second, hotp };
}

} // namespace

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
        const base::Result<CounterOf> found = counterOf(draft.body, id);
        if (!found)
            return found.error();
        const Account& account = *found->account;
        std::uint64_t& counter = found->hotp->counter;
        if (counter == std::numeric_limits<std::uint64_t>::max())
            return base::Error { base::ErrorCode::CounterExhausted, "next code" };
        const base::Result<crypto::SecretBytes> secret = m_state->unsealSecret(account);
        if (!secret)
            return secret.error();
        code = otp::codeAt(account.credential, secret->view(), {}, {});
        if (!code)
            return code.error();
        // The stamp of the last change stays: a code used here must not win over a name given
        // elsewhere. Of two counters the larger wins in any case.
        ++counter;
        return {};
    });
    if (!saved)
        return saved.error();
    return code;
}

base::Result<void> Vault::skipAhead(const Id& id, std::uint64_t steps)
{
    if (steps == 0 || steps > MaxSkippedCodes)
        return base::Error { base::ErrorCode::InvalidField, "skip ahead",
            { "steps", std::to_string(steps), "1 to " + std::to_string(MaxSkippedCodes) } };
    return m_state->apply([&id, steps](Draft& draft) -> base::Result<void> {
        const base::Result<CounterOf> found = counterOf(draft.body, id);
        if (!found)
            return found.error();
        std::uint64_t& counter = found->hotp->counter;
        if (counter > std::numeric_limits<std::uint64_t>::max() - steps)
            return base::Error { base::ErrorCode::CounterExhausted, "skip ahead" };
        counter += steps;
        settleCounter(*found->account);
        return {};
    });
}

base::Result<void> Vault::confirmCounter(const Id& id)
{
    return m_state->apply([&id](Draft& draft) -> base::Result<void> {
        const base::Result<CounterOf> found = counterOf(draft.body, id);
        if (!found)
            return found.error();
        if (!settleCounter(*found->account))
            return base::Error { base::ErrorCode::NothingToDo, "the counter is not behind" };
        return {};
    });
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
