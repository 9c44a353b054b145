// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/reader.h"

namespace transfer::readers {

/// Whether the file is an export of Bitwarden in the clear, be it the password manager's or the
/// authenticator's.
bool isBitwardenPlain(const base::json::Value* file);

/// Reads the items of an export, which are the same in the clear and after decryption: logins with
/// a code; of all others nothing is kept.
Outcome<Imported> readBitwardenItems(const base::json::Value& file);

} // namespace transfer::readers
