// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/reader.h"

namespace transfer::readers {

/// Reads TOTP Authenticator's list of accounts, an array, wherever it keeps it (stratumauth/app,
/// TotpAuthenticatorBackupConverter.cs).
Imported readTotpAuthenticatorList(const base::json::Value& list);

} // namespace transfer::readers
