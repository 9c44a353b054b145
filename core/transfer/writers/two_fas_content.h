// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/wiped_json.h"
#include "core/transfer/writer.h"

namespace transfer::writers {

constexpr Loss TwoFasLosses[] = { Loss::Note, Loss::OtherTags, Loss::Favourite, Loss::Picture,
    Loss::LinkParameters };

/// Why 2FAS cannot hold an account.
std::optional<Misfit> twoFasMisfit(const OutgoingAccount& account);

/// The list of its services: what is sealed in an encrypted backup.
base::Result<crypto::WipedBytes> writeTwoFasServices(const Outgoing& accounts);

/// Groups and what the file says of itself, into an object that is open.
base::Result<void> writeTwoFasFrame(WipedJson& json, const Outgoing& accounts);

} // namespace transfer::writers
