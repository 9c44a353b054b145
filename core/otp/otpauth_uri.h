// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/otp/entry.h"

#include <string_view>

namespace otp {

/// Bytes of a link, of its label and issuer each, and of a decoded secret; parameters of a link.
constexpr std::size_t MaximumLinkSize = 65536;
constexpr std::size_t MaximumLabelSize = 8192;
constexpr std::size_t MaximumSecretSize = 1024;
constexpr std::size_t MaximumParameters = 256;

/// Reads one link of the otpauth family: otpauth://TYPE/LABEL?PARAMETERS (Google's Key URI format
/// and its dialects), apple-otpauth, pia, steam://, motp://. Lenient in spelling, strict in what
/// would give a wrong code: InvalidField, MissingField, ConflictingField and TooLarge name the
/// field and (never for the secret, of which only the place of the bad character is told) the
/// value. Unsupported, with the type, for one that we do not know and for the first half of a
/// two-step enrolment ("2step"). NotRecognised for any other text.
///
/// Of unknown parameters those that carry secrets (tickets, PINs, WinAuth's data) are dropped.
base::Result<Entry> readOtpauth(std::string_view uri);

/// What writeOtpauth writes, borrowed from wherever it lives.
struct EntryView
{
    const QString& issuer;
    const QString& name;
    const Credential& credential;
    base::ByteView secret;
    base::ByteView pin;
    const std::vector<std::pair<std::string, std::string>>& otherParameters;
};

/// The canonical link: a colon between issuer and name, `%3A` for one inside them, defaults
/// written out, unknown parameters at the end. Reading it back gives the same entry, but for the
/// PIN of mOTP, which its links do not carry. Programs that decode before they split read a colon
/// in the issuer differently. InvalidField or MissingField if the entry could not make codes.
base::Result<crypto::SecretBytes> writeOtpauth(const EntryView& entry);

} // namespace otp
