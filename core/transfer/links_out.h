// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/wiped_bytes.h"
#include "core/transfer/fit.h"

#include <functional>

namespace transfer {

using Parameters = std::vector<std::pair<std::string, std::string>>;

/// What a link of an account says beyond the code: the parameters of its own link, but for those
/// that mean something to a reader, and what says how Ente Auth shows it.
Parameters writtenParameters(const otp::Entry& entry);

/// A link of the otpauth family for an account, as otp::writeOtpauth(), with these parameters.
base::Result<crypto::SecretBytes> linkOf(const otp::Entry& entry, const Parameters& parameters);

/// What other programs make codes of: a link without parameters, or for Steam one of its own
/// with nothing but the secret, "steam://" and Base32.
base::Result<crypto::SecretBytes> loginCodeOf(const otp::Entry& entry);

/// Whether a link is read as the account it was written for. Texts like "null" mean something else
/// in a link than a name, and "Steam" before five digits another kind of code.
bool readsAs(const crypto::SecretBytes& link, const otp::Entry& entry);

/// A secret in Base32 as links carry it, and bytes as a link carries them.
base::Result<crypto::SecretBytes> base32Of(base::ByteView bytes);
base::Result<crypto::SecretBytes> percentEncodedOf(base::ByteView bytes);

/// The pieces one after another in locked memory.
base::Result<crypto::SecretBytes> joined(std::initializer_list<std::string_view> pieces);

/// A file with the link of each account on a line of its own, in their order.
using LinkOfAccount = std::function<base::Result<crypto::SecretBytes>(
    const OutgoingAccount& account, std::size_t position)>;
base::Result<crypto::WipedBytes> linesOf(const Outgoing& accounts, const LinkOfAccount& linkOfOne);

/// Names, where a link of it is not read as this account; absent if all is well.
std::optional<Misfit> linkMisfit(const otp::Entry& entry);

} // namespace transfer
