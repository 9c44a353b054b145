// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/otp/otpauth_uri.h"
#include "core/transfer/writer.h"

#include <functional>

namespace transfer::writers {

constexpr Loss MigrationLosses[] = { Loss::Note, Loss::Tags, Loss::Favourite, Loss::Picture,
    Loss::LinkParameters, Loss::IssuerColon };

/// Why Google Authenticator's export cannot hold an account, where no link of it may be longer than
/// this.
std::optional<Misfit> migrationMisfit(
    const OutgoingAccount& account, std::size_t longestLink = otp::MaximumLinkSize);

/// Makes the links of the export one after another, each of at most ten accounts and no longer than
/// this, and gives each away: locked memory has no room for all.
using TakeLink = std::function<base::Result<void>(const crypto::SecretBytes& link)>;
base::Result<void> writeMigrationLinks(const Outgoing& accounts, crypto::RandomSource& random,
    const TakeLink& take, std::size_t longestLink = otp::MaximumLinkSize);

} // namespace transfer::writers
