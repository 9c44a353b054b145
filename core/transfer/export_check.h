// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/fit.h"
#include "core/transfer/imported.h"

namespace transfer {

/// Whether an account was read back as it was written, but for what its format loses.
bool isSameAs(
    const OutgoingAccount& written, const ImportedAccount& read, std::span<const Loss> losses);

/// Of what one file brought back, against the accounts that come after the first `before`: the
/// first, counted from 1 over all, that is not as it was written, or was not written at all. Absent
/// if all are the same. Errors as of Vault::reveal().
base::Result<std::optional<std::size_t>> firstDifference(const Outgoing& written,
    std::size_t before, const Imported& read, std::span<const Loss> losses);

} // namespace transfer
