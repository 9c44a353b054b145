// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/writer.h"

namespace transfer::writers {

constexpr Loss ProtonLosses[] = { Loss::Tags, Loss::Favourite, Loss::Picture, Loss::LinkParameters,
    Loss::NameColon };

/// Why Proton Authenticator cannot hold an account.
std::optional<Misfit> protonMisfit(const OutgoingAccount& account);

/// Its export in the clear, which is what is sealed in an encrypted one.
base::Result<crypto::WipedBytes> writeProtonContent(const Outgoing& accounts);

} // namespace transfer::writers
