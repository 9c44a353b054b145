// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/otp/otpauth_uri.h"
#include "core/transfer/writer.h"

namespace transfer::writers {

constexpr Loss MigrationLosses[] = { Loss::Note, Loss::Tags, Loss::Favourite, Loss::LinkParameters,
    Loss::IssuerColon };

/// Why Google Authenticator's export cannot hold an account, where no link of it may be longer than
/// this.
std::optional<Misfit> migrationMisfit(
    const OutgoingAccount& account, std::size_t longestLink = otp::MaximumLinkSize);

/// The links of the export, each of at most ten accounts and no longer than this.
base::Result<std::vector<crypto::SecretBytes>> migrationLinks(const Outgoing& accounts,
    crypto::RandomSource& random, std::size_t longestLink = otp::MaximumLinkSize);

} // namespace transfer::writers
