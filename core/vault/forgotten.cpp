// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/forgotten.h"

#include "core/vault/vault_state.h"

namespace vault {

std::optional<base::Time> newPassphraseFrom(const std::optional<ForgottenWish>& wish)
{
    if (!wish || wish->isCalledOff)
        return {};
    return base::Time(std::chrono::milliseconds(wish->stamp.milliseconds)) + ForgottenWait;
}

bool maySetNewPassphrase(const std::optional<ForgottenWish>& wish, base::Time now)
{
    const std::optional<base::Time> from = newPassphraseFrom(wish);
    return from && now >= *from;
}

bool callOff(Body& body, const Stamp& stamp)
{
    if (!newPassphraseFrom(body.forgotten))
        return false;
    body.forgotten = ForgottenWish { std::max(stamp, body.forgotten->stamp), true };
    return true;
}

base::Result<void> Vault::askForNewPassphrase()
{
    if (m_state->openedBy != SlotKind::Keyring)
        return base::Error { base::ErrorCode::VerificationFailed, "not opened by the keyring" };
    return m_state->apply([this](Draft& draft) -> base::Result<void> {
        if (vault::newPassphraseFrom(draft.body.forgotten))
            return {}; // asking again neither shortens the wait nor begins it anew
        // The stamp is later than the last save, so that a clock put back shortens nothing.
        draft.body.forgotten = ForgottenWish { draft.stamp, false };
        return m_state->note(draft, "new-passphrase-asked");
    });
}

base::Result<void> Vault::callOffNewPassphrase()
{
    return m_state->apply([this](Draft& draft) -> base::Result<void> {
        if (!callOff(draft.body, draft.stamp))
            return base::Error { base::ErrorCode::NothingToDo, "nobody has asked" };
        return m_state->note(draft, "new-passphrase-called-off");
    });
}

std::optional<base::Time> Vault::newPassphraseFrom() const
{
    return vault::newPassphraseFrom(m_state->body().forgotten);
}

} // namespace vault
