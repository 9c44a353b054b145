// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/body.h"

namespace vault {

/// Says of every counter, those of secrets no longer in use too, that it may be behind: for a body
/// that comes from an older state, a backup say. A service takes codes ahead of its counter, never
/// behind. Skipping ahead or a code that worked takes it back.
void markCountersMaybeBehind(Body& body);

/// Takes it back for one account; whether there was anything to take back.
bool settleCounter(Account& account);

} // namespace vault
