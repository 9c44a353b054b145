// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/writer.h"

namespace transfer::writers {

constexpr Loss BitwardenLosses[] = { Loss::OtherTags, Loss::Picture, Loss::LinkParameters };

/// Why the password manager Bitwarden cannot hold an account.
std::optional<Misfit> bitwardenMisfit(const OutgoingAccount& account);

/// Its export in the clear, which is what is sealed in an encrypted one.
base::Result<crypto::WipedBytes> writeBitwardenItems(const Outgoing& accounts);

} // namespace transfer::writers
