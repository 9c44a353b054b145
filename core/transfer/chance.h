// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/bytes.h"

namespace transfer {

constexpr std::size_t ChancePage = 1024; ///< bytes; larger pages of databases are made of these

/// Whether bytes look as encrypted ones do: of 1,024 by chance some four have each value, and
/// hardly any value is missing.
bool looksLikeChance(std::span<const std::uint8_t, ChancePage> page);

/// Whether a file is whole pages that all look so, as a database that its program encrypts. Of a
/// large one a bounded number is looked at, the first and the last among them.
bool arePagesOfChance(base::ByteView bytes);

} // namespace transfer
