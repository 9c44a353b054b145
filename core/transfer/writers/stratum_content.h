// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/writer.h"

namespace transfer::writers {

constexpr Loss StratumLosses[] = { Loss::Note, Loss::Favourite, Loss::LinkParameters,
    Loss::LongNames };

/// Why Stratum cannot hold an account. It restores nothing at all of a backup with one such.
std::optional<Misfit> stratumMisfit(const OutgoingAccount& account);

/// The text of its secret, which is what Stratum tells accounts apart by.
base::Result<crypto::SecretBytes> stratumKey(const OutgoingAccount& account);

/// Its backup in the clear, which is what is sealed in an encrypted one.
base::Result<crypto::WipedBytes> writeStratumContent(const Outgoing& accounts);

} // namespace transfer::writers
