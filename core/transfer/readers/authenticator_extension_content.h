// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/reader.h"

namespace transfer::readers {

/// The records of the browser extension Authenticator's export in the order it shows them
/// (Authenticator-Extension/Authenticator, src/models/storage.ts): the members that hold an
/// account, be it open or encrypted. Empty for any other file.
std::vector<const base::json::Value*> extensionRecords(const base::json::Value* file);

/// Whether the record is encrypted, or its secret is.
bool isExtensionSealed(const base::json::Value& record);

/// Takes an account; its secret comes apart, as in some files it alone is encrypted.
void takeExtensionAccount(
    Imported& imported, const base::json::Value& record, const crypto::SecretBytes& secretText);

} // namespace transfer::readers
