// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/json.h"
#include "core/otp/entry.h"
#include "core/otp/link_credential.h"
#include "core/otp/typed_secret.h"

#include <QString>

namespace transfer {

/// A member as text, with what is no UTF-8 text of it replaced; empty where it is missing or of
/// another kind. Not for secrets.
QString stringOf(const base::json::Value& object, std::string_view name);

/// True only where the member says so, as a boolean or as the text of one.
bool isTrue(const base::json::Value& object, std::string_view name);

/// A number, or a text that holds one, in its own digits: 30, "30", 30.0. Empty where the member
/// is missing, null or empty. Not converted, so that counters above 2^53 stay what they are.
std::string digitsOf(const base::json::Value& object, std::string_view name);

/// The member as a whole number; absent where it is none.
std::optional<std::int64_t> integerOf(const base::json::Value& object, std::string_view name);

/// The parameters of a code as a file spells them; empty means what the kind takes by default.
struct CredentialFields
{
    otp::LinkKind kind = otp::LinkKind::Totp;
    std::string algorithm = {}; ///< lenient: "HmacSHA256", "sha-256"; not for the kinds with one
    std::string digits = {};
    std::string period = {};
    std::string counter = {};
};

/// As of a link with these parameters: InvalidField names the one that is wrong.
base::Result<otp::Credential> credentialOf(const CredentialFields& fields);

/// What the members of an entry are called that say how its codes are made.
struct CodeMembers
{
    std::string_view type = "type";
    std::string_view algorithm = "algorithm";
    std::string_view digits = "digits";
    std::string_view period = "period";
    std::string_view counter = "counter";
};

/// The type of an entry, in small letters.
std::string typeOf(const base::json::Value& object, const CodeMembers& members);

/// Of an entry whose type is "totp" or "hotp", in letters of any size. Unsupported with any other
/// type; `program` is the context then.
base::Result<otp::Credential> credentialOf(
    const base::json::Value& object, const CodeMembers& members, std::string_view program);

/// In a format that has no kind of its own for them, five digits of an issuer called exactly
/// "Steam" are Steam's codes, as they are in a link.
base::Result<otp::Credential> steamByName(
    const base::Result<otp::Credential>& credential, const QString& issuer);

/// A secret that is a text of a file, from its bytes to locked memory. MissingField ("secret"),
/// InvalidField, TooLarge as readTypedSecret().
base::Result<crypto::SecretBytes> secretOf(const base::json::Value& object, std::string_view name,
    otp::SecretEncoding encoding, const otp::Credential& credential);

/// A credential and the secret to it, in Base32, into an entry, which stays as it was where one of
/// them is wrong.
base::Result<void> readCode(const base::json::Value& object, std::string_view secret,
    const base::Result<otp::Credential>& credential, otp::Entry& entry);

/// The text of a member in locked memory; empty where it is missing. For PINs.
base::Result<crypto::SecretBytes> secretTextOf(
    const base::json::Value& object, std::string_view name);

/// A secret that is an array of numbers, signed or unsigned bytes as Java has them. MissingField
/// ("secret"), InvalidField, TooLarge.
base::Result<crypto::SecretBytes> secretOfNumbers(const base::json::Value* numbers);

/// mOTP's secret from the text that a file has: hexadecimal digits in lower case, any other as it
/// is, since the code is made of the text.
base::Result<crypto::SecretBytes> motpSecret(std::string_view text);

/// mOTP's text of a secret of which a file has the bytes: lower-case hexadecimal digits.
base::Result<crypto::SecretBytes> motpText(const crypto::SecretBytes& bytes);

} // namespace transfer
