// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/body.h"

namespace vault {

/// How long somebody waits who has forgotten the passphrase, has no recovery key, and gets in by
/// the keyring alone. Meanwhile every page says so and anybody can call it off: it must not be done
/// by a passer-by in a minute.
constexpr std::chrono::hours ForgottenWait { 24 };

/// From when on a new passphrase may be set; absent if nobody has asked, or it was called off.
std::optional<base::Time> newPassphraseFrom(const std::optional<ForgottenWish>& wish);

/// Whether the wait is over. With a clock that went back it goes on.
bool maySetNewPassphrase(const std::optional<ForgottenWish>& wish, base::Time now);

/// Calls off a wish there is, at the moment of a change; whether there was one.
bool callOff(Body& body, const Stamp& stamp);

} // namespace vault
