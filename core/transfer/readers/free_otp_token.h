// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/reader.h"

namespace transfer::readers {

/// Takes one token of FreeOTP and FreeOTP+ (freeotp/freeotp-android, Token.java), with the secret
/// that its file has found for it. `algorithm` stands in where the token names none.
void takeFreeOtpToken(Imported& imported, const base::json::Value& token,
    base::Result<crypto::SecretBytes> secret, const std::string& algorithm = {});

/// By what the list of their order names a token: its issuer and label.
std::string freeOtpId(const base::json::Value& token);

/// Takes tokens in this order; those that it does not name stand last.
void takeFreeOtpTokens(Imported& imported, const std::vector<const base::json::Value*>& tokens,
    const std::vector<std::string>& order);

} // namespace transfer::readers
