// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/writer.h"

namespace transfer::writers {

/// What the program keeps of an account, and we, too, is all but this.
constexpr Loss AegisLosses[] = { Loss::LinkParameters };

/// Why Aegis cannot hold an account.
std::optional<Misfit> aegisMisfit(const OutgoingAccount& account);

/// The content of its vault, version 3: what is sealed in an encrypted backup.
base::Result<crypto::WipedBytes> writeAegisContent(const Outgoing& accounts);

} // namespace transfer::writers
