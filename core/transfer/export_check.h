// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/fit.h"
#include "core/transfer/imported.h"

namespace transfer {

/// Whether an account was read back as it was written, but for what its format loses.
bool isSameAs(
    const OutgoingAccount& written, const ImportedAccount& read, std::span<const Loss> losses);

/// The first account, counted from 1, that did not come back as it was written; or one more than
/// there are, where something came back that was not. Absent if all are the same. Errors as of
/// Vault::reveal().
base::Result<std::optional<std::size_t>> firstDifference(
    const Outgoing& written, const Imported& read, std::span<const Loss> losses);

} // namespace transfer
