// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/reader.h"

namespace transfer::readers {

/// Reads what an Aegis vault holds, which is the same in the clear and after decryption: entries
/// and groups (beemdevelopment/Aegis, docs/vault.md). Damaged, Unsupported (NewerSchema).
Outcome<Imported> readAegisContent(const base::json::Value& content);

/// The version of the file around it. Unsupported (NewerSchema) beyond 1.
Outcome<void> checkAegisVersion(const base::json::Value& file);

} // namespace transfer::readers
