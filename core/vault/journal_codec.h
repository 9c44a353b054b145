// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/journal.h"

namespace vault {

constexpr std::size_t MaxJournalSize = std::size_t { 32 } * 1024 * 1024; ///< encoded

/// The member `journal` of a body, as encoded there. There is one spelling of every journal.
/// Damaged ("journal") for anything else; chains that do not hold together are no damage of the
/// file and come out as they stand.
base::Result<Journal> readJournal(base::ByteView encoded);

/// TooLarge ("journal") above the limits.
base::Result<base::Bytes> writeJournal(const Journal& journal);

} // namespace vault
