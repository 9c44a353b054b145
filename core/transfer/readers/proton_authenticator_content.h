// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/reader.h"

namespace transfer::readers {

/// Whether JSON is what Proton Authenticator exports, in the clear or after decryption.
bool isProtonContent(const base::json::Value* content);

/// Reads it (protonpass/proton-pass-common, proton-authenticator): links with notes.
Outcome<Imported> readProtonContent(const base::json::Value& content);

} // namespace transfer::readers
