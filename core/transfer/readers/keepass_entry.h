// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/imported.h"
#include "core/transfer/readers/keepass_values.h"

namespace transfer::readers {

/// Takes from an entry what makes codes, by any of the conventions that KeePass and its plugins
/// have: one account as a rule, none from most. `tags` are those of its groups.
void takeKeePassEntry(Imported& imported, const XmlElement& entry, const KeePassValues& values,
    const QStringList& tags);

} // namespace transfer::readers
