// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/writer.h"

namespace transfer::writers {

constexpr Loss EnteLosses[] = { Loss::Picture, Loss::LinkParameters, Loss::IssuerColon };

/// Why Ente Auth cannot hold an account.
std::optional<Misfit> enteMisfit(const OutgoingAccount& account);

/// Its export in the clear, which is what is sealed in an encrypted one.
base::Result<crypto::WipedBytes> writeEnteLinks(const Outgoing& accounts);

} // namespace transfer::writers
