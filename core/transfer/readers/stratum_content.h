// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/reader.h"

namespace transfer::readers {

/// Whether JSON is what Stratum's backups hold, in the clear or after decryption.
bool isStratumContent(const base::json::Value* content);

/// Reads it (stratumauth/app, doc/BACKUP_FORMAT.md): accounts, and categories as tags.
Outcome<Imported> readStratumContent(const base::json::Value& content);

} // namespace transfer::readers
