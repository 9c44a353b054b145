// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/reader.h"

namespace transfer::readers {

/// Reads the services of a 2FAS backup, which are the same in the clear and after decryption; the
/// groups are always in the clear in the file around them.
Outcome<Imported> readTwoFasServices(
    const base::json::Value& services, const base::json::Value& file);

/// Unsupported (NewerSchema) beyond the last schema that is known.
Outcome<void> checkTwoFasSchema(const base::json::Value& file);

} // namespace transfer::readers
