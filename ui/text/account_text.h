// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/account.h"

namespace ui::text {

/// What an account is called in a sentence: issuer and name, made safe to show and not too long.
QString accountText(const vault::Account& account);

/// "ACME (alice@acme.example)" for a line of its own, safe to show.
QString accountTitle(const QString& issuer, const QString& name);

} // namespace ui::text
