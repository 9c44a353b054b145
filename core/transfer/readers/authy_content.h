// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/json.h"
#include "core/otp/label.h"
#include "core/transfer/reader.h"

namespace transfer::readers {

/// A token as Authy's servers keep it: sealed by the backup password with PBKDF2 (HMAC-SHA-1) and
/// AES-256-CBC, each with a salt of its own (alexzorin/authy, crypto.go).
struct AuthyToken
{
    QString issuer; ///< empty where the file has none
    QString name; ///< may begin with the issuer
    std::string digits;
    std::string sealed; ///< Base64
    std::string salt; ///< taken as text
    std::uint32_t iterations = 0;
    base::Bytes iv; ///< 16 bytes
    std::optional<otp::Names> names = {}; ///< where the file tells them apart
};

/// Opens tokens, in their order. There is no MAC: a token counts as opened if what comes out is
/// Base32. One that does not open, as different ones may have been sealed with different passwords,
/// is left; where none does, WrongPassphraseOrDamaged. TooExpensive, PassphraseNeeded, Cancelled.
Outcome<Imported> readAuthyTokens(const std::vector<AuthyToken>& tokens, const Request& request);

/// One of Authy's own accounts: ten seconds, and a secret in hexadecimal digits, the member `seed`,
/// that is not encrypted.
void takeAuthyApp(Imported& imported, const base::json::Value& app, std::string_view seed);

} // namespace transfer::readers
